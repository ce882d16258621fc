import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// What lanes show, cell by cell, at 80 columns: charts begin at column 37, a tenth of a second a column.
@Suite struct LaneChartTests {
    private static let size = Size(columns: 80, rows: 24)
    private static let chart = 37
    private let theme: Theme

    init() throws { theme = try #require(try Theme.builtIn().first) }

    private func frame(_ sample: (trace: Trace, status: RunStatus), _ glyphs: Glyphs = .unicode) -> Frame {
        LaneScreen().frame(
            trace: sample.trace, status: sample.status, theme: theme, glyphs: glyphs, size: Self.size)
    }

    @Test func `a held lock is solid and its waiters are hatched in the same colour`() {
        let frame = frame(Samples.lock())
        let holding = frame[4, Self.chart + 12]
        let waiting = frame[5, Self.chart + 12]
        #expect(holding.character == "█")
        #expect(waiting.character == "░")
        #expect(holding.style.foreground == theme.lock(0).foreground)
        #expect(waiting.style.foreground == theme.lock(0).foreground)
    }

    @Test func `a sleeper keeps the colour of its lock, without a lock it has its own`() {
        var run = TraceBuilder()
        let main = run.thread("main")
        run.begin(main)
        let lock = run.resource(.lock, "lock")
        run.at(0.1)
        run.sleep(main)
        run.at(0.3)
        run.acquire(main, lock)
        run.at(0.4)
        run.sleep(main)
        run.at(0.6)
        let status = RunStatus(scenario: "s", title: "t", now: Instant(nanoseconds: 550_000_000))
        // Selected rows have a background of their own.
        let frame = frame((run.trace, status))
        #expect(frame[2, Self.chart + 2].character == "·")
        #expect(frame[2, Self.chart + 2].style.foreground == theme[.sleeping].foreground)
        #expect(frame[2, Self.chart + 5].character == "·")
        #expect(frame[2, Self.chart + 5].style.foreground == theme.lock(0).foreground)
        #expect(frame[2, Self.chart + 5].style.attributes.contains(.reverse))
        #expect(frame[2, Self.chart + 6].character == "▏")
        #expect(frame[2, Self.chart + 7].character == " ")
    }

    @Test(arguments: [(Glyphs.unicode, "┄━░█·■✖"), (.ascii, "-=.#z]X")])
    func `every state has a glyph of its own`(_ glyphs: Glyphs, _ expected: String) {
        var run = TraceBuilder()
        let threads = (0..<2).map { run.thread("t\($0)") }
        let lock = run.resource(.lock, "lock")
        run.ready(threads[0])
        run.at(0.1)
        run.begin(threads[0])
        run.at(0.2)
        run.block(threads[0], on: lock)
        run.at(0.3)
        run.acquire(threads[0], lock)
        run.at(0.4)
        run.sleep(threads[0])
        run.at(0.5)
        run.release(threads[0], lock)
        run.finish(threads[0])
        run.fail(threads[1], "no")
        let frame = frame((run.trace, RunStatus(scenario: "s", title: "t", now: run.trace.end)), glyphs)
        let first = (0..<6).map { String(frame[2, Self.chart + $0].character) }.joined()
        #expect(first + String(frame[3, Self.chart + 5].character) == expected)
        #expect(frame[2, Self.chart + 6].character == " ")
    }

    @Test func `deadlocked lanes go on being marked while the run stands`() {
        var sample = Samples.deadlock()
        sample.status.now = Instant(nanoseconds: 2_000_000_000)
        let frame = frame(sample)
        for row in 2...4 {
            #expect(frame[row, Self.chart + 13].character == "✖")
            #expect(frame[row, Self.chart + 20].character == "✖")
            #expect(frame[row, Self.chart + 13].style.foreground == theme[.error].foreground)
        }
    }

    @Test func `the end of a lane does not hide a wait in the same column`() {
        var run = TraceBuilder()
        let main = run.thread("main")
        run.begin(main)
        let lock = run.resource(.lock, "lock")
        run.at(0.51)
        run.block(main, on: lock)
        run.at(0.52)
        run.acquire(main, lock)
        run.release(main, lock)
        run.finish(main)
        run.at(0.9)
        run.end(.finished)
        let frame = frame((run.trace, RunStatus(scenario: "s", title: "t")))
        #expect((4..<8).map { String(frame[2, Self.chart + $0].character) }.joined() == "━░■ ")
    }

    @Test func `states are told in words`() {
        var run = TraceBuilder()
        let threads = (0..<5).map { run.thread("t\($0)") }
        let locks = (0..<2).map { run.resource(.lock, "L\($0)") }
        for thread in threads.dropLast() { run.begin(thread) }
        run.join(threads[0], threads[1])
        run.acquire(threads[1], locks[0])
        run.block(threads[1], on: locks[1])
        run.acquire(threads[2], locks[1])
        run.sleep(threads[2])
        run.ready(threads[3])
        let lines = frame((run.trace, RunStatus(scenario: "s", title: "t"))).text.split(separator: "\n")
        let words = ["joins t1", "waits L1, holds L0", "holds L1, sleeps", "ready", "new"]
        for (line, words) in zip(lines.dropFirst(2), words) { #expect(line.contains(words), "\(line)") }
    }

    @Test func `who goes next is marked until the run is over`() {
        var sample = Samples.lock()
        sample.status.next = ThreadID(4)
        #expect(frame(sample)[5, 1].character == "›")
        var over = Samples.deadlock()
        over.status.next = ThreadID(2)
        #expect(frame(over)[3, 1].character == " ")
    }

    @Test func `nothing of a name reaches the screen raw`() {
        let text = frame(Samples.failed()).text
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        #expect(text.contains("esc\\u{1B}[2J"))
    }
}
