"""The faults and decoys of the generated site."""

import datetime

from patrol_town import (
    CODE,
    FOOT,
    NAME,
    NAVIGATION,
    PDF,
    PNG,
    TODAY,
    WORDS,
    Draft,
    Reply,
    Town,
    article,
    column,
    days,
    fixed_page,
    head,
    jcms_column,
    navigation,
    office_file,
)

SPAM = "http://www.spam-example.com/bc/"
LINK = f'<a href="{SPAM}">真人娱乐</a>'


def valid_identity() -> str:
    """An identity number of nobody, with a valid check digit."""
    digits = "50010119900101301"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + "10X98765432"[total % 11]


PACKED = (
    "<script>eval(function(p,a,c,k,e,d){return p}('0.1(\"<2 3=4://5.6-7.8/9/ b=c>x</2>\")',13,13,"
    "'document|write|a|href|http|www|spam|example|com|bc||style|hidden'.split('|')))</script>"
)
HIDING = (
    f'<div style="display:none">{LINK}</div>',
    f'<div style="position:absolute; left:-9999px">{LINK}</div>',
    f'<div style="position:absolute;top:-999px">{LINK}</div>',
    f'<marquee width="1" height="1">{LINK}</marquee>',
    f'<iframe src="{SPAM}" width="0" height="0"></iframe>',
    f'<span style="font-size:0">{LINK}</span>',
    f'<span style="color:#ffffff">{LINK}</span>',
    f'<div style="height:1px;overflow:hidden">{LINK}</div>',
    f'<div style="visibility:hidden">{LINK}</div>',
    f'<div style="text-indent:-9999px">{LINK}</div>',
    f'<div style="opacity:0">{LINK}</div>',
    f'<style>.x9{{display:none}}</style><div class="x9">{LINK}</div>',
    f'<div class="away">{LINK}</div>',
    f'<a href="{SPAM}">.</a>',
    '<script src="http://js.spam-example.com/1.js"></script>',
    f"<script>document.write('<div style=\"display:no'+'ne\"><a href=\"{SPAM}\">x</a></div>')</script>",
    "<script>document.write(String.fromCharCode({}))</script>".format(
        ",".join(str(ord(one)) for one in f'<div style="display:none"><a href="{SPAM}">x</a></div>')
    ),
    f"<div hidden>{LINK}</div>",
    f"<noscript>{LINK}</noscript>",
    f'<style>div.q p.w{{height:0;overflow:hidden}}</style><div class="q"><p class="w">{LINK}</p></div>',
    f'<div id="late">{LINK}</div><script>document.getElementById("late").style.display="none"</script>',
    f'<a href="{SPAM}"><img src="/images/red.png" width="1" height="1"></a>',
    '<script>var h="htt"+"p://www.spam-"+"example.com/bc/";document.body.innerHTML+=h</script>',
    f'<object data="{SPAM}" width="0" height="0"></object>',
    PACKED,
)
OPEN = "http://partner.example-college.cn/"
PARTNER = f'<a href="{OPEN}">合作学校</a>'


def build(closed_port: int) -> Town:
    """Return the whole site."""
    town = Town()
    for name in ("red.png", "jiucuo.png", "photo.png"):
        town.replies[f"/images/{name}"] = Reply(PNG, "image/png", refuses_head=name == "photo.png")
    town.replies["/css/site.css"] = Reply(
        b".away{position:absolute;left:-9000px}.away2{display:none}.m{color:red}", "text/css"
    )
    town.replies["/js/site.js"] = Reply(
        b"function createPageHTML(a,b,c,d){}", "application/javascript"
    )
    town.put(
        "/zhaocuo.html",
        "<html><body><h1>\u6211\u4e3a\u653f\u5e9c\u7f51\u7ad9\u627e\u9519</h1></body></html>",
    )
    town.put("/wzdt/", "<html><body><h1>网站地图</h1></body></html>")
    _ordinary(town)
    _broken(town, closed_port)
    _broken_in_other_ways(town)
    _tampered(town)
    _standard(town)
    _content(town)
    _decoys(town)
    _columns(town)
    _front(town)
    return town


def plant(town: Town, kind: str, draft: Draft) -> str:
    """Plant a fault that shows on an article."""
    path = article(town, draft)
    town.faults.add((kind, path))
    return path


def _day(number: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=number)


def _draft(title: str, number: int, text: str = "", **more: object) -> Draft:
    return Draft(title, _day(number), text, **more)  # type: ignore[arg-type]  # fields by name


def _ordinary(town: Town) -> None:
    for number, day in enumerate(days(_day(1), 3, 30)):
        article(town, Draft(f"县政府召开第{number + 1}次工作调度会", day))
    for number, day in enumerate(days(_day(5), 11, 20)):
        article(town, Draft(f"关于第{number + 1}批补助资金的公告", day, column="tzgg"))
    for number, day in enumerate(days(_day(20), 23, 8)):
        text = f"虚谷府办发〔{day.year}〕{30 - number}号\n各乡镇人民政府：{WORDS[number % 5]}\n（此件公开发布）"
        article(
            town,
            Draft(f"虚谷县人民政府办公室关于做好第{number + 1}项工作的通知", day, text, "zcwj"),
        )
    month = TODAY.replace(day=1)
    for _ in range(14):
        month = (month - datetime.timedelta(days=1)).replace(day=1)
        after = (month + datetime.timedelta(days=32)).replace(day=1)
        day = after.replace(day=12)
        if day <= TODAY:
            article(town, Draft(f"{month.year}年{month.month}月统计月报", day, column="tjyb"))


def _linked(town: Town, kind: str, target: str, html: str, number: int) -> None:
    title = f"关于事项{kind}的情况"
    article(town, _draft(title, number, body=f"<p>{WORDS[1]}{kind}</p>{html}"))
    town.faults.add((kind, target))


def _broken(town: Town, closed_port: int) -> None:
    def linked(kind: str, target: str, html: str, number: int) -> None:
        _linked(town, kind, target, html, number)

    linked("broken_page", "/zwdt/gone.html", '<a href="/zwdt/gone.html">详情</a>', 2)
    town.replies["/zwdt/down.html"] = Reply(b"error", status=500)
    linked("broken_page", "/zwdt/down.html", '<a href="/zwdt/down.html">详情</a>', 2)
    linked("broken_image", "/images/gone.jpg", '<img src="/images/gone.jpg">', 3)
    linked("broken_attachment", "/files/gone.docx", '<a href="/files/gone.docx">附件</a>', 3)
    linked("broken_css", "/css/gone.css", '<link rel="stylesheet" href="/css/gone.css">', 4)
    linked("broken_js", "/js/gone.js", '<script src="/js/gone.js"></script>', 4)
    dead = f"http://127.0.0.1:{closed_port}/x"
    linked("broken_external", dead, f'<a href="{dead}">相关链接</a>', 5)
    lost = "<html><head><title>提示信息</title></head><body><p>您访问的页面不存在</p></body></html>"
    town.put("/zwdt/soft.html", lost)
    linked("soft_404", "/zwdt/soft.html", '<a href="/zwdt/soft.html">详情</a>', 5)
    town.replies["/zwdt/round.html"] = Reply(b"", status=302, location="/zwdt/round2.html")
    town.replies["/zwdt/round2.html"] = Reply(b"", status=302, location="/zwdt/round.html")
    linked("redirect_loop", "/zwdt/round.html", '<a href="/zwdt/round.html">详情</a>', 6)
    town.replies["/zwdt/moved.html"] = Reply(b"", status=302, location="/")
    linked("redirect_to_home", "/zwdt/moved.html", '<a href="/zwdt/moved.html">详情</a>', 6)
    town.replies["/zwdt/slow.html"] = Reply(b"<p>slow</p>", delay=1.4)
    linked("timeout_page", "/zwdt/slow.html", '<a href="/zwdt/slow.html">详情</a>', 7)
    town.replies["/files/empty.pdf"] = Reply(b"", "application/pdf")
    linked("attachment_zero_bytes", "/files/empty.pdf", '<a href="/files/empty.pdf">附件</a>', 7)
    town.replies["/files/page.docx"] = Reply(
        b"<html><body>login</body></html>", "application/msword"
    )
    linked("attachment_type_mismatch", "/files/page.docx", '<a href="/files/page.docx">附件</a>', 8)
    local = "file:///C:/Users/1.docx"
    linked("local_path_link", local, f'<a href="{local}">附件</a>', 8)
    linked("local_path_link", "D:\\1.xls", '<a href="D:\\1.xls">附件</a>', 8)
    inside = "http://192.168.3.7/oa/1.html"
    linked("intranet_link", inside, f'<a href="{inside}">系统</a>', 9)
    town.replies["/files/list.docx"] = Reply(
        office_file(f"身份证号：{valid_identity()}"), "application/octet-stream"
    )
    linked("pii_in_attachment", "/files/list.docx", '<a href="/files/list.docx">名单</a>', 9)


def _broken_in_other_ways(town: Town) -> None:
    """Links that no plain element writes, and files and pages that answer with something else."""
    lost = "<html><head><title>404</title></head><body><p>您访问的页面不存在</p></body></html>"
    lazy = '<img src="/images/red.png" data-original="/images/gone2.jpg">'
    _linked(town, "broken_image", "/images/gone2.jpg", lazy, 10)
    drawn = '<div style="background:url(/images/gone3.jpg)">展板</div>'
    _linked(town, "broken_image", "/images/gone3.jpg", drawn, 10)
    _linked(town, "broken_css", "/css/gone2.css", '<style>@import "/css/gone2.css";</style>', 11)
    clicked = """<a href="#" onclick="window.open('/zwdt/gone2.html')">详情</a>"""
    _linked(town, "broken_page", "/zwdt/gone2.html", clicked, 11)
    asked = "/download.do?name=gone.xls"
    _linked(town, "broken_attachment", asked, f'<a href="{asked}">附件</a>', 12)
    town.put("/zwdt/lost.html", lost)
    town.replies["/zwdt/old1.html"] = Reply(b"", status=302, location="/zwdt/lost.html")
    _linked(town, "soft_404", "/zwdt/old1.html", '<a href="/zwdt/old1.html">旧闻</a>', 12)
    town.put("/zwdt/old2.html", "<html><script>location.href='/';</script></html>")
    _linked(town, "redirect_to_home", "/zwdt/old2.html", '<a href="/zwdt/old2.html">旧闻</a>', 13)
    town.replies["/files/program.xls"] = Reply(b"MZ" + bytes(80), "application/vnd.ms-excel")
    program = "/files/program.xls"
    _linked(town, "attachment_type_mismatch", program, f'<a href="{program}">附件</a>', 13)
    town.replies["/files/other.xlsx"] = Reply(office_file("文字"), "application/octet-stream")
    other = "/files/other.xlsx"
    _linked(town, "attachment_type_mismatch", other, f'<a href="{other}">附件</a>', 14)


def _tampered(town: Town) -> None:
    for number, html in enumerate(HIDING):
        plant(town, "hidden_link", _draft(f"第{number + 1}个村级项目竣工", 10 + number, tags=html))
    plant(
        town,
        "tamper_meta_refresh",
        _draft(
            "关于道路施工的情况", 12, head=f'<meta http-equiv="refresh" content="0;url={SPAM}">'
        ),
    )
    plant(
        town,
        "tamper_meta_refresh",
        _draft(
            "关于桥梁维护的情况",
            12,
            tags=f"<script>if(document.referrer.indexOf('baidu')>0){{location.href='{SPAM}'}}</script>",
        ),
    )
    late = f"<script>setTimeout(function(){{top.location.replace('{SPAM}')}},2000)</script>"
    plant(town, "tamper_meta_refresh", _draft("关于隧道维护的情况", 12, tags=late))
    plant(
        town,
        "tamper_seo_meta",
        _draft(
            "关于水库维护的情况", 13, head='<meta name="Keywords" content="时时彩,北京赛车,新葡京">'
        ),
    )
    path = plant(town, "ua_cloaking", _draft("关于河道清理的情况", 13))
    reply = town.replies[path]
    spider = reply.body.replace("关于河道清理的情况".encode(), "澳门金沙真人娱乐".encode())
    town.replies[path] = Reply(reply.body, spider=spider)


def _standard(town: Town) -> None:
    plant(town, "meta_missing", _draft("关于林业检查的情况", 14, leave_out=("ContentSource",)))
    plant(town, "meta_empty", _draft("关于农机检查的情况", 14, source=""))
    plant(town, "meta_bad_format", _draft("关于电力检查的情况", 15, pubdate=f"{_day(15):%Y/%m/%d}"))
    plant(
        town,
        "sitecode_inconsistent",
        _draft(
            "关于燃气检查的情况",
            15,
            head='<meta name="x" content="y">',
            foot=FOOT.replace("{code}", "5002990009"),
        ),
    )
    plant(
        town,
        "footer_missing",
        _draft("关于消防检查的情况", 16, foot=FOOT.replace("渝ICP备20260001号-1", "")),
    )
    plant(
        town,
        "pubdate_conflict",
        _draft("关于仓库检查的情况", 16, shown=f"{_day(30):%Y-%m-%d} 10:20"),
    )
    none = _draft("关于码头检查的情况", 17, shown="", pubdate="", leave_out=("PubDate",))
    path = plant(town, "no_publish_date", none)
    town.faults.add(("meta_missing", path))
    plant(
        town,
        "charset_mismatch",
        _draft("关于市场检查的情况", 17, charset="gb18030", declared="utf-8"),
    )
    plant(
        town,
        "display_error",
        _draft("关于校车检查的情况", 18, body=f"<p>{WORDS[0]}</p><p>{{{{item.title}}}}</p>"),
    )
    plant(
        town,
        "display_error",
        _draft("关于渡口检查的情况", 18, body=f"<p>{WORDS[0]}</p><p>[!--newstext--]</p>"),
    )
    plant(town, "empty_article", _draft("关于食堂检查的情况", 18, body="<p>&nbsp;</p>"))


def _content(town: Town) -> None:
    plant(town, "pii_in_article", _draft("关于救助对象的公示", 19, f"身份证号{valid_identity()}"))
    plant(town, "typo", _draft("关于冬季防火的情况", 19, f"会议布署了下一步工作。{WORDS[2]}"))
    text = f"虚谷府发〔2026〕18号\n各乡镇人民政府：{WORDS[3]}"
    plant(
        town, "no_public_mark", _draft("虚谷县人民政府关于印发规划的通知", 25, text, column="zcwj")
    )


def _decoys(town: Town) -> None:
    """What looks wrong and is not."""
    drafts = (
        _draft(
            "关于严厉打击网络赌博违法犯罪的通告",
            20,
            f"凡参与六合彩、时时彩等赌博的，依法处理。{WORDS[0]}",
            head='<meta name="Keywords" content="打击,六合彩,时时彩,赌博">',
        ),
        _draft(
            "网民反映页面不存在问题的答复",
            20,
            f"经核实，您反映的页面不存在问题已处理。{WORDS[0] * 6}",
        ),
        _draft("关于执行有关文件的动态", 21, f"根据虚谷府发〔2026〕18号文件要求，{WORDS[2]}"),
        _draft(
            "困难群众救助名单",
            21,
            "张某某，身份证号500***********013，统一社会信用代码91500000MA5U00000X"[:40],
        ),
        _draft("干部讲述自己经历的故事", 22, f"他讲述了自己经历的公布署名文章。{WORDS[1]}"),
        _draft("图片新闻", 22, body='<p><img src="/images/photo.png"></p>'),
        _draft("附件下载", 23, body='<p><a href="/files/ok.pdf">附件</a></p>'),
        _draft(
            "会议纪要", 23, f"截至2026年1月5日，共完成12项。{WORDS[4]}\n会议时间：2025年12月1日"
        ),
        _draft(
            "晒太阳的老人",
            24,
            f"{WORDS[4]}",
            tags='<div style="display:none"><a href="https://www.xinhuanet.com/1">新华网</a></div>',
        ),
        _draft("关于表格的说明", 24, body='<p>见表</p><a href="/files/table.xls">表</a>'),
        _draft("老系统文章", 25, charset="gb18030", declared=""),
        _draft(
            "政务微博",
            25,
            tags='<a href="https://weibo.com/xugu"></a><script src="https://hm.baidu.com/hm.js?1"></script>',
        ),
        _draft(
            "受到防护的页面",
            26,
            body=f'<p>{WORDS[0]}防护</p><a href="/zwdt/guarded.html">办事大厅</a><a href="/rl?m=1">日历</a><a href="/home.html">首页</a><a href="/old/">旧版</a>',
        ),
    )
    drafts += (
        _draft(
            "合作学校来访",
            26,
            body=f"<p>{WORDS[1]}{PARTNER}</p>",
            tags=f'<ul style="display:none"><li>{PARTNER}</li></ul>'
            f"<script>function go(){{location.href='{OPEN}'}}</script>",
        ),
        _draft(
            "部门网站导航",
            26,
            head="<style>.mn .sub{display:none}.mn:hover .sub{display:block}</style>",
            tags='<div class="mn">部门<div class="sub"><a href="http://www.bureau-example.cn/">县某局</a></div></div>'
            '<ul id="fl" style="display:none"><li><a href="http://www.school-example.cn/">县某校</a></li></ul>'
            "<script>function f(){$('#fl').toggle()}</script>",
        ),
        _draft("易错字提示", 27, f"“布署”应为“部署”，请注意区分。{WORDS[3]}"),
        _draft("关于条文时间的说明", 27, f"根据2024年3月15日印发的方案，{WORDS[2]}\n{WORDS[4]}"),
        _draft(
            "相对地址",
            28,
            head='<base href="/files/">',
            body=f'<p>{WORDS[0]}</p><a href="ok.pdf">附件</a><a href="..\\files\\table.xls">附表</a>',
        ),
    )
    for draft in drafts:
        town.decoys.add(article(town, draft))
    town.replies["/files/ok.pdf"] = Reply(PDF, "application/pdf")
    table = b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>'
    town.replies["/files/table.xls"] = Reply(table, "application/vnd.ms-excel")
    town.replies["/zwdt/guarded.html"] = Reply(b"<script>$_ts=1</script>", status=412)
    town.replies["/home.html"] = Reply(b"", status=302, location="/")
    town.put(
        "/old/", '<html><head><meta http-equiv="refresh" content="0;url=/zwdt/"></head></html>'
    )
    town.put("/enter.html", "<html><script>location.href='/tzgg/';</script></html>")


def _columns(town: Town) -> None:
    for slug, name in (
        ("zwdt", "政务动态"),
        ("tzgg", "通知公告"),
        ("zcwj", "政策文件"),
        ("tjyb", "统计月报"),
    ):
        column(town, slug, name)
    for number, day in enumerate(days(_day(20), 5, 8)):
        article(town, Draft(f"县领导调研第{number + 1}站", day, column="lddt"))
    column(town, "lddt", "领导动态")
    town.faults.add(("column_stale", "/lddt/"))
    column(town, "kong", "专题活动")
    town.faults.add(("empty_column", "/kong/"))
    _odd_columns(town)
    fixed_page(town, "jggk", "机构概况", _day(100).isoformat())
    fixed_page(town, "gkzn", "信息公开指南", _day(500).isoformat())
    town.faults.add(("fixed_page_stale", "/gkzn/"))
    jcms_column(town)
    paths = []
    for number, day in enumerate(days(_day(2), 9, 6)):
        paths.append(
            (
                article(
                    town, Draft(f"第{number + 1}期人事任免", day, column="rsxx"), is_listed=False
                ),
                day,
            )
        )
    rows = "".join(
        f'<li><a href="{path}">第{number + 1}期人事任免</a> {day}</li>'
        for number, (path, day) in enumerate(paths)
    )
    town.put("/rsxx/inner.html", f"<html><body><ul>{rows}</ul></body></html>")
    frame = '<iframe src="/rsxx/inner.html" width="100%"></iframe>'
    town.put(
        "/rsxx/",
        head("人事信息", "人事信息", {})
        + f"<body>{navigation()}{frame}{FOOT.format(code=CODE)}</body></html>",
    )
    for path, name in (
        ("/lddt/", "领导动态"),
        ("/kong/", "专题活动"),
        ("/gkzn/", "指南"),
        ("/rsxx/", "人事"),
        ("/enter.html", "进入"),
    ):
        town.extra.append(f'<a href="{path}">{name}</a>')


def _odd_columns(town: Town) -> None:
    """Columns whose lists, addresses or emptiness are not those of the two big systems."""
    rows = "".join(
        f'<tr><td><a href="https://mp.weixin.qq.com/s/{number}">{title}</a></td><td>[{day:%m-%d}]</td></tr>'
        for number, (title, day) in enumerate(
            [("置顶：长期有效的提醒", _day(250)), *((f"第{n}期报道", _day(n)) for n in (2, 9, 30))]
        )
    )
    _odd_column(town, "mtjj", "媒体要闻", f"<table>{rows}</table>")
    entries = []
    for number in (20, 27, 40):
        day = _day(number)
        path = f"/xwfb/show.asp?id={number}"
        html = (
            head(f"第{number}场发布会", "发布动态", {}, Draft("", day))
            + f"<body>{navigation()}<p><b>第{number}场发布会</b></p><div>Posted on {day:%b} {day.day}, {day.year}</div>"
            + f"<div class='entry-content'><p>{WORDS[number % 5]}发布{number}。</p></div>{FOOT.format(code=CODE)}</body></html>"
        )
        tags = f'<meta name="ArticleTitle" content="第{number}场发布会"><meta name="ContentSource" content="县府办">'
        town.put(path, html.replace("<link rel", f"{tags}<link rel", 1))
        town.dates[path] = day.isoformat()
        town.faults.add(("meta_missing", path))
        entries.append(f'{{"title":"第{number}场发布会","url":"{path}"}}')
    script = f"<div id=l></div><script>var list=[{','.join(entries)}];</script>"
    _odd_column(town, "xwfb", "发布动态", script)
    town.faults.add(("column_stale", "/xwfb/"))
    _odd_column(town, "jgt", "统计资料", '<ul><li><a href="/files/tj1.pdf">资料</a></li></ul>')
    town.replies["/files/tj1.pdf"] = Reply(PDF, "application/pdf")
    _odd_column(town, "zxft", "在线咨询", "<form><textarea name=q></textarea></form>")
    _odd_column(town, "ls2019", "2019年动态", "<p>本栏目为历史资料，不再更新</p>")
    _odd_column(town, "jytj", "建议提案", "<p>没有找到相关信息</p>")
    town.faults.add(("empty_column", "/jytj/"))
    _odd_column(town, "tpxw", "图片新闻", "")
    town.faults.add(("empty_column", "/tpxw/"))


def _odd_column(town: Town, slug: str, name: str, inside: str) -> None:
    html = (
        f"{head(name, name, {})}<body>{navigation()}{inside}{FOOT.format(code=CODE)}</body></html>"
    )
    town.put(f"/{slug}/", html)
    town.extra.append(f'<a href="/{slug}/">{name}</a>')


def _front(town: Town) -> None:
    news = "".join(
        f'<li><a href="{path}">{title}</a></li>' for path, title, _ in town.lists["zwdt"][:8]
    )
    html = (
        head("首页", "首页", {}).replace("工作动态", "首页")
        + f"<body><h1>{NAME}</h1>{navigation()}<ul>{news}</ul>{''.join(town.extra)}"
        + f"{FOOT.format(code=CODE)}</body></html>"
    )
    town.put("/", html)
    assert {path for _, path in NAVIGATION} <= town.replies.keys()
