/* The list of communities: search, facets, sort, permalinks in the address, CSV. ES2015, no network. */
(function () {
  'use strict';
  var FIRST = 300; // rows drawn at once; the rest on demand
  var data = window.CLASSIFY;
  var ID = 0, NAME = 1, GROUP = 2, TYPE = 3, STATUS = 4, SCORE = 5, SECOND = 6, LEAD = 7, DECLARED = 8, DIFFERS = 9, REASON = 10, HREF = 11, PINYIN = 12;
  var rows = data.rows;
  var byId = function (id) { return document.getElementById(id); };
  var body = document.querySelector('#table tbody');
  var heads = Array.from(document.querySelectorAll('#table th'));
  var labels = {};
  heads.forEach(function (th) { labels[th.dataset.key] = th.querySelector('.printed').textContent; });
  var said = document.querySelector('[data-facet=declared]').dataset.labels.split('|');
  var facets = {
    type: { options: data.types.map(function (t) { return { id: t.id, label: t.label, mark: t.mark }; }), of: function (r) { return data.types[r[TYPE]].id; } },
    status: { options: data.statuses, of: function (r) { return data.statuses[r[STATUS]].id; } },
    declared: { options: ['same', 'differs', 'none'].map(function (id, i) { return { id: id, label: said[i] }; }), of: function (r) { return r[DIFFERS] ? 'differs' : r[DECLARED] === null ? 'none' : 'same'; } },
    sub: { options: data.groups.map(function (g, i) { return { id: String(i), label: g }; }), of: function (r) { return String(r[GROUP]); } }
  };
  var keys = Object.keys(facets);
  var collator = window.Intl && Intl.Collator ? new Intl.Collator(document.documentElement.lang, { numeric: true }) : null;
  function byText(a, b) { return collator ? collator.compare(a, b) : a < b ? -1 : a > b ? 1 : 0; }
  var columns = {
    name: function (r) { return r[NAME]; }, group: function (r) { return data.groups[r[GROUP]]; },
    type: function (r) { return r[TYPE]; }, score: function (r) { return r[SCORE]; },
    second: function (r) { return r[SECOND]; }, lead: function (r) { return r[LEAD]; },
    status: function (r) { return r[STATUS]; }, declared: function (r) { return r[DECLARED] === null ? null : r[DECLARED] + (r[DIFFERS] ? 0.5 : 0); },
    reason: function (r) { return r[REASON]; }
  };
  var haystacks = rows.map(function (r) { return (r[NAME] + '\n' + r[ID] + '\n' + r[PINYIN]).toLowerCase(); });
  var state = fresh(), everything = false, found = [];

  function fresh() { var s = { q: '', sort: '' }; keys.forEach(function (k) { s[k] = []; }); return s; }

  function readAddress() {
    var next = fresh();
    location.hash.replace(/^#/, '').split('&').forEach(function (part) {
      var at = part.indexOf('='), key = part.slice(0, at), value = '';
      try { value = decodeURIComponent(part.slice(at + 1)); } catch (e) { value = ''; }
      if (at < 1 || !Object.prototype.hasOwnProperty.call(next, key)) { return; }
      next[key] = key === 'q' || key === 'sort' ? value : value.split(',').filter(function (id) {
        return facets[key].options.some(function (o) { return o.id === id; });
      });
    });
    if (!columns[next.sort.replace(/^-/, '')]) { next.sort = ''; }
    return next;
  }

  function address() {
    return ['q'].concat(keys, 'sort').filter(function (k) { return state[k].length; }).map(function (k) {
      return k + '=' + (Array.isArray(state[k]) ? state[k].map(encodeURIComponent).join(',') : encodeURIComponent(state[k]));
    }).join('&');
  }

  function matches(i, without) {
    if (state.q && state.q.toLowerCase().split(/\s+/).some(function (w) { return haystacks[i].indexOf(w) < 0; })) { return false; }
    return keys.every(function (k) { return k === without || !state[k].length || state[k].indexOf(facets[k].of(rows[i])) >= 0; });
  }

  function sorted(list) {
    var down = state.sort.charAt(0) === '-', value = columns[state.sort.replace(/^-/, '')];
    if (!value) { return list; }
    return list.map(function (i) { return [value(rows[i]), i]; }).sort(function (a, b) {
      if (a[0] === null || b[0] === null) { return a[0] === b[0] ? a[1] - b[1] : a[0] === null ? 1 : -1; }
      var order = typeof a[0] === 'string' ? byText(a[0], b[0]) : a[0] - b[0];
      return (down ? -order : order) || a[1] - b[1];
    }).map(function (pair) { return pair[1]; });
  }

  function make(tag, className, text) {
    var e = document.createElement(tag);
    if (className) { e.className = className; }
    if (text !== undefined) { e.textContent = text; }
    return e;
  }

  function badge(at) {
    var type = data.types[at], e = make('span', 'badge'), look = looks[at];
    e.style.background = look; e.style.borderColor = look;
    e.appendChild(make('b', '', type.mark)); e.appendChild(document.createTextNode(type.label));
    return e;
  }

  function fixed(value) { return value === null ? '—' : value.toFixed(1); }

  function cell(key, className, content, empty) {
    var td = make('td', (className + (empty ? ' nothing' : '')).trim());
    td.setAttribute('role', 'cell');
    if (key) { td.dataset.label = labels[key]; }
    if (typeof content === 'string') { td.textContent = content; } else { td.appendChild(content); }
    return td;
  }

  function nameOf(r) {
    if (!r[HREF]) { return document.createTextNode(r[NAME]); }
    var a = make('a', '', r[NAME]);
    a.href = r[HREF];
    return a;
  }

  function declared(r) {
    var box = document.createDocumentFragment();
    if (r[DIFFERS]) { var ne = make('span', 'ne', '≠ '); ne.title = data.words.differs; box.appendChild(ne); }
    box.appendChild(document.createTextNode(r[DECLARED] === null ? '—' : data.types[r[DECLARED]].label));
    return box;
  }

  function drawn(r) {
    var tr = make('tr');
    tr.setAttribute('role', 'row');
    [
      cell('', '', nameOf(r)), cell('', '', data.groups[r[GROUP]]), cell('', '', badge(r[TYPE])),
      cell('score', 'number', fixed(r[SCORE]), r[SCORE] === null),
      cell('second', '', r[SECOND] === null ? '—' : data.types[r[SECOND]].label, r[SECOND] === null),
      cell('lead', 'number', fixed(r[LEAD]), r[LEAD] === null),
      cell('', '', make('span', 'status ' + data.statuses[r[STATUS]].id, data.statuses[r[STATUS]].label)),
      cell('declared', 'declared', declared(r), r[DECLARED] === null), cell('', '', r[REASON])
    ].forEach(function (td) { tr.appendChild(td); });
    return tr;
  }

  function draw() {
    found = sorted(rows.map(function (_, i) { return i; }).filter(function (i) { return matches(i, ''); }));
    var part = document.createDocumentFragment(), shown = everything ? found : found.slice(0, FIRST);
    shown.forEach(function (i) { part.appendChild(drawn(rows[i])); });
    body.textContent = '';
    if (!found.length) {
      var td = cell('', '', data.words.none), tr = make('tr');
      td.colSpan = heads.length; tr.setAttribute('role', 'row'); tr.appendChild(td); part.appendChild(tr);
    }
    body.appendChild(part);
    byId('shown').textContent = data.words.shown.replace('%1', found.length).replace('%2', rows.length);
    byId('all').hidden = shown.length === found.length;
    byId('clear').disabled = !address();
    heads.forEach(function (th) {
      var at = state.sort.replace(/^-/, '') === th.dataset.key;
      th.setAttribute('aria-sort', !at ? 'none' : state.sort.charAt(0) === '-' ? 'descending' : 'ascending');
    });
    keys.forEach(count);
  }

  function count(key) {
    var n = {};
    rows.forEach(function (r, i) { if (matches(i, key)) { var id = facets[key].of(r); n[id] = (n[id] || 0) + 1; } });
    facets[key].options.forEach(function (o) {
      o.input.checked = state[key].indexOf(o.id) >= 0;
      o.number.textContent = n[o.id] || 0;
      o.box.classList.toggle('empty', !n[o.id]);
    });
  }

  function build(key) {
    var set = document.querySelector('[data-facet=' + key + ']'), box = make('div', 'options');
    facets[key].options.forEach(function (o) {
      o.box = make('label', 'option'); o.input = make('input'); o.input.type = 'checkbox'; o.number = make('span', 'n');
      var label = make('span', 'label');
      if (o.mark) { label.appendChild(make('span', 'mark', o.mark)); }
      label.appendChild(document.createTextNode(o.label));
      o.input.addEventListener('change', function () {
        state[key] = facets[key].options.filter(function (p) { return p.input.checked; }).map(function (p) { return p.id; });
        changed();
      });
      [o.input, label, o.number].forEach(function (e) { o.box.appendChild(e); });
      box.appendChild(o.box);
    });
    set.appendChild(box);
  }

  function changed() {
    var hash = address();
    history.replaceState(null, '', hash ? '#' + hash : location.pathname + location.search);
    draw();
  }

  function follow() {
    state = readAddress();
    byId('q').value = state.q;
    draw();
  }

  function csvCell(value) {
    var text = value === null ? '' : String(value);
    if (typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(text)) { text = "'" + text; }
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function csv() {
    var head = ['id', 'name', 'subdistrict', 'type', 'score', 'runner_up', 'lead', 'status', 'declared', 'reason'];
    var lines = [head].concat(found.map(function (i) {
      var r = rows[i], type = function (at) { return at === null ? null : data.types[at].label; };
      return [r[ID], r[NAME], data.groups[r[GROUP]], type(r[TYPE]), r[SCORE], type(r[SECOND]), r[LEAD], data.statuses[r[STATUS]].label, type(r[DECLARED]), r[REASON]];
    }));
    return '\ufeff' + lines.map(function (line) { return line.map(csvCell).join(','); }).join('\r\n') + '\r\n';
  }

  function save() {
    var link = make('a'), url = URL.createObjectURL(new Blob([csv()], { type: 'text/csv;charset=utf-8' }));
    link.href = url; link.download = 'communities.csv';
    document.body.appendChild(link); link.click(); document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
  }

  var looks = data.types.map(function (t) { return t.colour; });
  keys.forEach(build);
  if (window.matchMedia && matchMedia('(max-width:900px)').matches) { byId('more').open = false; }
  byId('facets').addEventListener('submit', function (e) { e.preventDefault(); });
  byId('q').addEventListener('input', function () { state.q = byId('q').value.trim(); changed(); });
  byId('clear').addEventListener('click', function () { state = fresh(); byId('q').value = ''; changed(); byId('q').focus(); });
  byId('csv').addEventListener('click', save);
  byId('all').addEventListener('click', function () { everything = true; draw(); });
  heads.forEach(function (th) {
    th.querySelector('button').addEventListener('click', function () {
      var key = th.dataset.key;
      state.sort = state.sort === key ? '-' + key : state.sort === '-' + key ? '' : key;
      changed();
    });
  });
  window.addEventListener('hashchange', function () { follow(); byId('list').scrollIntoView(); });
  // Who was sent an address wants to see what it names, not the top of the page.
  window.addEventListener('load', function () { if (address()) { byId('list').scrollIntoView(); } });
  window.addEventListener('beforeprint', function () { if (!everything) { everything = true; draw(); } });
  follow();
}());
