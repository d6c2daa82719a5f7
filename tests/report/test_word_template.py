import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from office_runs import SAMPLE, district
from word_files import body, text_of, trees

from classify.cli.report import command
from classify.errors import ClassifyError
from classify.report.docx.checking import check_template
from classify.report.docx.renderer import renderer_for
from classify.report.docx.template import template_bytes


def template(folder: Path, *paragraphs: str, footer: str = "") -> Path:
    path = folder / "office.docx"
    path.write_bytes(template_bytes())
    document = docx.Document(str(path))
    for paragraph in list(document.paragraphs):
        paragraph._element.getparent().remove(paragraph._element)
    for text in paragraphs:
        document.add_paragraph(text)
    if footer:
        document.sections[0].footer.add_paragraph(footer)
    document.save(str(path))
    return path


def refused(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(ClassifyError) as error:
        check_template(path)
    return [(f.code, f"{f.place} {f.message('en')}") for f in error.value.findings]


def test_an_office_puts_facts_and_sections_where_it_likes(tmp_path: Path) -> None:
    path = template(
        tmp_path, "{{ 街道 }}关于{{ 社区 }}的意见", "建议类型：{{ 建议类型 }}（{{ score }} 分）",
        "{%p for 节 in 章节 %}", "{%p if 节.名称 == '分类结论' %}", "{{p 节.内容 }}", "{%p endif %}", "{%p endfor %}",
    )  # fmt: skip
    data = renderer_for(path)(district().document(district().outcome("D01-021"), "zh"))
    text = text_of(body(data))
    assert text.startswith("柳浦街道关于灯船巷社区的意见建议类型：商圈型（70.7 分）")
    assert "一、分类结论" in text
    assert "队伍" not in text


def test_one_template_serves_communities_and_the_district(tmp_path: Path) -> None:
    path = template(tmp_path, "{{ 标题 }} {{ 社区 }} {{ 社区数 }}", "{{p 正文 }}")
    text = text_of(body(renderer_for(path)(district().summary("zh"))))
    assert text.startswith("社区分类情况汇总  169")


def test_a_mistake_names_the_paragraph_it_is_in(tmp_path: Path) -> None:
    ((code, told),) = refused(template(tmp_path, "第一段", "第二段 {{ 标题 ", "{{p 正文 }}"))
    assert code == "REPORT002"
    assert "Paragraph 2" in told
    assert "第二段" in told


def test_a_loop_without_end_names_the_paragraph_it_begins_in_or_ends(tmp_path: Path) -> None:
    ((code, told),) = refused(template(tmp_path, "一", "{%p for x in 章节 %}", "{{ x.名称 }}", "尾"))
    assert code == "REPORT002"
    assert "Paragraph" in told


def test_a_name_no_report_has_is_told_with_the_nearest_and_its_paragraph(tmp_path: Path) -> None:
    found = refused(template(tmp_path, "{{ 标题 }}", "好", "{{ 建议类形 }} {{ nonsense }}"))
    assert [code for code, _ in found] == ["REPORT003", "REPORT003"]
    assert all("Paragraph 3" in told for _, told in found)
    assert any("建议类型" in told for _, told in found)


def test_a_mistake_in_the_footer_is_found_too(tmp_path: Path) -> None:
    ((code, told),) = refused(template(tmp_path, "{{ 标题 }}", footer="{{ 标题 }} {% if %}"))
    assert code == "REPORT002"
    assert "footer" in told


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_refused_as_such(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "office.docx"
    path.write_bytes(content)
    assert [code for code, _ in refused(path)] == ["REPORT001"]


def test_a_template_that_came_by_post_cannot_reach_the_computer(tmp_path: Path) -> None:
    path = template(tmp_path, "{{ 标题.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(ClassifyError) as error:
        renderer_for(path)(district().document(district().outcome("D01-021"), "zh"))
    assert [f.code for f in error.value.findings] == ["REPORT007"]


def test_the_template_the_program_writes_is_taken_back(tmp_path: Path) -> None:
    path, out = tmp_path / "模板.docx", tmp_path / "out"
    runner = CliRunner()
    saved = runner.invoke(command, ["--save-template", str(path)])
    assert saved.exit_code == 0, saved.output
    assert dict(trees(path.read_bytes()))
    again = runner.invoke(command, ["--save-template", str(path)])
    assert again.exit_code != 0, "a template that has been edited is not overwritten"
    done = runner.invoke(
        command,
        [str(SAMPLE), "D01-021", "--to", "docx", "--template", str(path), "--out", str(out), "--lang", "zh"],
    )
    assert [p.suffix for p in out.iterdir() if "社区" in p.name] == [".docx"], done.output


def test_a_template_for_formats_that_take_none_is_refused(tmp_path: Path) -> None:
    path = template(tmp_path, "{{ 标题 }}")
    done = CliRunner().invoke(
        command, [str(SAMPLE), "--to", "md", "--template", str(path), "--out", str(tmp_path / "o")]
    )
    assert done.exit_code == 2
    assert "REPORT005" in done.output


def test_nothing_of_word_is_loaded_before_it_is_asked_for() -> None:
    heavy = "{'docx', 'docxtpl', 'xlsxwriter', 'resvg_py', 'jinja2'}"
    code = f"import sys, classify.cli.report, classify.defaults; print(sorted(set(sys.modules) & {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("paragraph", "code", "said"),
    [
        ("{{ 标题 | nofilter }}", "REPORT002", "没有名为“nofilter”的过滤器"),
        ("{{ 标题 is notest }}", "REPORT002", "notest"),
        ("{%p endfor %}", "REPORT002", "没有对应的开头"),
        ("{%p if 标题 %}", "REPORT002", "没有对应的 {% endif %}"),
        ("{{ 标题 | }}", "REPORT002", "缺少或多出符号"),
        ("{{ 100 / 0 }}", "REPORT007", "除数为零"),
        ("{{ 社区数 + 1 }}", "REPORT007", "把文字当数字计算"),
        ("{{ 标题.foo.bar }}", "REPORT007", "取用了值中没有的内容"),
        ("{% for i in range(99999999) %}x{% endfor %}", "REPORT007", "不允许"),
        ("{% include 'x' %}", "REPORT007", "不允许"),
    ],
)
def test_whatever_is_wrong_is_told_in_chinese_with_file_and_paragraph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paragraph: str, code: str, said: str
) -> None:
    monkeypatch.undo()  # the compiled catalogue, not this stage's part of it
    with pytest.raises(ClassifyError) as error:
        renderer_for(template(tmp_path, "一", "二", paragraph))
    (finding,) = error.value.findings
    assert finding.code == code
    assert finding.place.file == "office.docx"
    assert finding.place.line in (2, 3), "a paragraph that goes away itself is told by the one before it"
    assert said in finding.message("zh")


def test_a_template_may_calculate_with_what_its_reports_have(tmp_path: Path) -> None:
    path = template(tmp_path, "{{ 100 * 明确数|int // 社区数|int }}%")
    assert text_of(body(renderer_for(path)(district().summary("zh")))) == "91%"
    with pytest.raises(
        ClassifyError, match="REPORT007 Paragraph 1"
    ):  # one community has no number of communities
        renderer_for(path)(district().document(district().outcome("D01-001"), "zh"))
    path = template(tmp_path, "{% if 得分|float > 80 %}高{% else %}低{% endif %}")
    high, low = (district().document(district().outcome(id_), "zh") for id_ in ("D01-001", "D01-021"))
    assert [text_of(body(renderer_for(path)(d))) for d in (high, low)] == ["高", "低"]
