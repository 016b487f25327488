"""Fills the targets of translations.tsv into the xliff files below the folder given (after `npm run extract`)."""
import re, sys, html
root = sys.argv[1]
for column, lang in ((1, 'ru'), (2, 'en')):
    path = f'{root}/src/language/xliff/{lang}.xlf'
    s = open(path).read()
    for line in open('/tmp/evidence/translations.tsv'):
        cells = line.rstrip('\n').split('\t')
        m = re.search(rf'<trans-unit id="{re.escape(cells[0])}">\n  <source>(.*?)</source>\n(  <target[^\n]*\n)?', s, re.S)
        assert m, cells[0]
        marks = dict(re.findall(r'(?=<x id="(\d+)")(<x [^>]*/>)', m[1]))
        target = re.sub(r'\[(\d)\]', lambda k: marks[k[1]], html.escape(cells[column], quote=False))
        unit = f'<trans-unit id="{cells[0]}">\n  <source>{m[1]}</source>\n  <target state="translated">{target}</target>\n'
        s = s[:m.start()] + unit + s[m.end():]
    open(path, 'w').write(s)
