import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// What lanes show, cell by cell, a tenth of a second a column.
@Suite struct LaneChartTests {
    private static let size = Size(columns: 80, rows: 24)
    private let theme: Theme

    init() throws { theme = try #require(try Theme.builtIn().first) }

    private func frame(_ sample: (trace: Trace, status: RunStatus), _ glyphs: Glyphs = .unicode) -> Frame {
        var screen = LaneScreen()
        // A run that is over is in view as a whole.
        _ = screen.apply(.resetScale, trace: sample.trace, status: sample.status, size: Self.size)
        return screen.frame(
            trace: sample.trace, status: sample.status, theme: theme, glyphs: glyphs, size: Self.size)
    }

    @Test func `a held lock is solid and its waiters are hatched in the same colour`() throws {
        let frame = frame(Samples.lock())
        let chart = try #require(frame.chartColumn)
        let holding = try frame[#require(frame.laneRow("worker-1")), chart + 12]
        let waiting = try frame[#require(frame.laneRow("worker-2")), chart + 12]
        #expect(holding.character == "█")
        #expect(waiting.character == "░")
        #expect(holding.style.foreground == theme.lock(0).foreground)
        #expect(waiting.style.foreground == theme.lock(0).foreground)
    }

    @Test func `a sleeper keeps the colour of its lock, without a lock it has its own`() throws {
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
        let chart = try #require(frame.chartColumn)
        #expect(frame[2, chart + 2].character == "·")
        #expect(frame[2, chart + 2].style.foreground == theme[.sleeping].foreground)
        #expect(frame[2, chart + 5].character == "·")
        #expect(frame[2, chart + 5].style.foreground == theme.lock(0).foreground)
        #expect(frame[2, chart + 5].style.attributes.contains(.reverse))
        #expect(frame[2, chart + 6].character == "▏")
        #expect(frame[2, chart + 7].character == " ")
    }

    @Test(arguments: [(Glyphs.unicode, "┄━░█·■✖"), (.ascii, "-=.#z]X")])
    func `every state has a glyph of its own`(_ glyphs: Glyphs, _ expected: String) throws {
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
        let chart = try #require(frame.chartColumn)
        let second = try #require(frame.laneRow("t1"))
        let first = (0..<6).map { String(frame[2, chart + $0].character) }.joined()
        #expect(first + String(frame[second, chart + 5].character) == expected)
        #expect(frame[2, chart + 6].character == " ")
    }

    @Test func `deadlocked lanes go on being marked while the run stands`() throws {
        var sample = Samples.deadlock()
        sample.status.now = Instant(nanoseconds: 2_000_000_000)
        let frame = frame(sample)
        let chart = try #require(frame.chartColumn)
        for name in ["MainThread", "Kant", "Hume"] {
            let row = try #require(frame.laneRow(name))
            #expect(frame[row, chart + 13].character == "✖")
            #expect(frame[row, chart + 20].character == "✖")
            #expect(frame[row, chart + 13].style.foreground == theme[.error].foreground)
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
        #expect(frame.lane("main")?.dropFirst(4).prefix(4) == "━░■ ")
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
        let frame = frame((run.trace, RunStatus(scenario: "s", title: "t")))
        let all = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = (0..<5).compactMap { frame.laneRow("t\($0)").map { all[$0] } }
        let words = ["joins t1", "waits L1, holds L0", "sleeps, holds L1", "ready", "new"]
        for (line, words) in zip(lines, words) { #expect(line.contains(words), "\(line)") }
    }

    @Test func `who goes next is marked until the run is over`() throws {
        var sample = Samples.lock()
        sample.status.next = ThreadID(4)
        let running = frame(sample)
        #expect(try running[#require(running.laneRow("worker-2")), 1].character == "›")
        var over = Samples.deadlock()
        over.status.next = ThreadID(2)
        let ended = frame(over)
        #expect(try ended[#require(ended.laneRow("Kant")), 1].character == " ")
    }

    @Test func `nothing of a name reaches the screen raw`() {
        let text = frame(Samples.failed()).text
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        #expect(text.contains("esc\\u{1B}[2J"))
    }
}
