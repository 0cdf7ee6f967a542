from ai.ingest.readers import web_page
from ai.model import BlockKind

PAGE = """<!DOCTYPE html><html><head><title>청구 | 도움말</title><style>p{}</style></head>
<body><header>사이트 이름</header><nav><a href="/">메뉴</a></nav>
<main><h1>청구 <b>안내</b></h1><!-- 주석 -->
<p>청구서는 <b>매월 5일</b>에<br>보냅니다.</p>
앞뒤 글 <span>사이</span> 글
<h2>결제</h2>
<ul><li>카드</li><li>이체<ul><li>자동이체</li></ul></li></ul>
<table><thead><tr><th>일정</th><th>내용</th></tr></thead>
<tbody><tr><td>10일</td><td>세금계산서</td></tr></tbody></table>
<h2>질문</h2>
<dl><dt>환불되나요?</dt><dd>네, 됩니다.</dd></dl>
<details><summary>해지는요?</summary><p>콘솔에서 합니다.</p></details>
<script>alert(1)</script></main><footer>회사</footer></body></html>"""


def test_the_title_is_the_main_heading() -> None:
    assert web_page.read(PAGE.encode()).title == "청구 안내"


def test_without_a_heading_the_title_is_the_pages() -> None:
    page = "<html><head><title>이름</title></head><body>글</body></html>"
    assert web_page.read(page.encode()).title == "이름"


def test_what_a_reader_sees_comes_in_order_under_its_headings() -> None:
    blocks = web_page.read(PAGE.encode()).blocks
    assert [(block.kind.value, block.heading_path[1:], block.text) for block in blocks] == [
        ("paragraph", (), "청구서는 매월 5일에\n보냅니다."),
        ("paragraph", (), "앞뒤 글 사이 글"),
        ("items", ("결제",), "카드\n이체\n자동이체"),
        ("rows", ("결제",), "일정: 10일, 내용: 세금계산서"),
        ("question", ("질문",), "환불되나요?"),
        ("paragraph", ("질문",), "네, 됩니다."),
        ("question", ("질문",), "해지는요?"),
        ("paragraph", ("질문",), "콘솔에서 합니다."),
    ]


def test_tables_with_spans_captions_and_headers_at_the_side() -> None:
    page = """<table><caption>2026년</caption>
    <tr><th rowspan=2>구분</th><th colspan=2>요금</th></tr><tr><th>월</th><th>연</th></tr>
    <tr><td>가</td><td>1</td><td>12</td></tr></table>
    <table><tr><th>기간</th><td>1년</td></tr><tr><th>환불</th><td>됩니다</td></tr></table>"""
    assert [block.text for block in web_page.read(page.encode()).blocks] == [
        "2026년",
        "구분: 가, 요금 월: 1, 요금 연: 12",
        "기간: 1년\n환불: 됩니다",
    ]


def test_a_table_that_only_lays_out_the_page_is_read_as_the_page() -> None:
    page = "<table><tr><td><h1>제목</h1><p>하나</p></td><td>둘</td></tr></table>"
    blocks = web_page.read(page.encode()).blocks
    assert [(block.heading_path, block.text) for block in blocks] == [
        (("제목",), "하나"),
        (("제목",), "둘"),
    ]


def test_scripts_styles_and_menus_are_left_out() -> None:
    text = " ".join(block.text for block in web_page.read(PAGE.encode()).blocks)
    for hidden in ("alert", "p{}", "메뉴", "회사", "주석", "사이트 이름"):
        assert hidden not in text


def test_a_page_in_cp949_is_read() -> None:
    assert web_page.read("<p>환불 안내</p>".encode("cp949")).blocks[0].text == "환불 안내"


def test_a_fragment_without_a_body_is_read() -> None:
    blocks = web_page.read("<p>하나</p><p>둘</p>".encode()).blocks
    assert [block.text for block in blocks] == ["하나", "둘"]
    assert blocks[0].kind is BlockKind.PARAGRAPH
