"""Ordinary official prose, generated: the ground every measurement stands on.

The sentences are written for this purpose; a seeded generator fills and mixes them, so two
machines measure the same text.
"""

import random
from collections.abc import Iterator

PLACES = ("竹沟镇", "云塘乡", "石门街道", "青岩镇", "虚谷县", "大坪村", "红花社区", "龙洞村")
BODIES = (
    "县农业农村委",
    "县教委",
    "县民政局",
    "县应急管理局",
    "县卫生健康委",
    "县林业局",
    "镇政府",
)
TASKS = (
    "抓好春季农业生产",
    "推进农村人居环境整治",
    "落实困难群众救助政策",
    "开展安全生产大检查",
    "完善基层医疗服务体系",
    "加强森林防火巡查",
    "优化营商环境",
    "做好高校毕业生就业服务",
)
MANNERS = (
    "坚持问题导向",
    "强化统筹协调",
    "压紧压实责任",
    "健全长效机制",
    "注重因地制宜",
    "严格督促检查",
)
RESULTS = (
    "取得明显成效",
    "进展顺利",
    "群众满意度不断提升",
    "为高质量发展奠定了坚实基础",
    "形成了可复制的经验",
)
PATTERNS = (
    "{date}，{place}召开专题会议，研究部署{task}工作。",
    "会议强调，要{manner}，{manner2}，确保{task}各项措施落到实处。",
    "{body}负责人介绍，今年以来，全县{task}{result}，累计完成投资{money}万元，同比增长{share}%。",
    "根据《虚谷土家族苗族自治县{task}实施方案》（虚谷府办发〔2026〕{number}号）要求，{body}牵头建立了“月调度、季通报”制度。",
    "截至{date}，{place}共排查点位{count}处，整改{count2}处，惠及群众{people}户。",
    "一要{manner}，把{task}摆在重要位置；二要{manner2}，明确任务清单和完成时限；三要加强宣传引导，营造良好氛围。",
    "“以前办事要跑好几趟，现在在{place}就能办好。”前来咨询的村民说。",
    "下一步，{body}将{manner}，持续{task}，{result}。",
    "{place}位于县境东南部，面积{count}平方公里，辖{few}个村（社区），总人口{people}人。",
)


def paragraphs(seed: int) -> Iterator[str]:
    """Yield paragraphs of three to six sentences without end, the same for the same seed."""
    source = random.Random(seed)  # noqa: S311 - a benchmark, not a secret
    while True:
        yield "".join(_sentence(source) for _ in range(source.randint(3, 6)))


def prose(characters: int, seed: int = 1) -> list[str]:
    """Return paragraphs of at least ``characters`` code points together."""
    texts: list[str] = []
    length = 0
    for paragraph in paragraphs(seed):
        texts.append(paragraph)
        length += len(paragraph)
        if length >= characters:
            return texts
    return texts


def _sentence(source: random.Random) -> str:
    manner, manner2 = source.sample(MANNERS, 2)
    return source.choice(PATTERNS).format(
        date=f"{source.randint(1, 12)}月{source.randint(1, 28)}日",
        place=source.choice(PLACES),
        body=source.choice(BODIES),
        task=source.choice(TASKS),
        manner=manner,
        manner2=manner2,
        result=source.choice(RESULTS),
        money=source.randint(100, 9000),
        share=round(source.uniform(1, 20), 1),
        number=source.randint(1, 200),
        count=source.randint(20, 400),
        count2=source.randint(1, 20),
        people=source.randint(1000, 30000),
        few=source.randint(5, 30),
    )
