"""What documents say and draw of the alliance: sections, sheets' tables, boards, street cards, the poster."""
