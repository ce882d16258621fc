import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace

@Suite struct LaneScreenTests {
    private static let size = Size(columns: 80, rows: 24)
    private let running = Samples.lock()
    private let over = Samples.deadlock()

    private func command(
        _ action: Action, _ sample: (trace: Trace, status: RunStatus), speed: Double? = 1,
        paused: Bool = false,
        canGoBack: Bool = false
    ) -> Effect? {
        var screen = LaneScreen()
        var status = sample.status
        status.speed = speed
        status.isPaused = paused
        status.canGoBack = canGoBack
        return screen.apply(action, trace: sample.trace, status: status, size: Self.size)
    }

    private func text(
        _ screen: LaneScreen, _ sample: (trace: Trace, status: RunStatus), _ size: Size = size
    ) -> [Substring] {
        screen.frame(trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode, size: size)
            .text
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test(arguments: [
        (Verdict.Outcome.failed, "one: no luck"), (.deadlocked, "one waits for b; two waits for a"),
        (.cutOff, "after 3 steps"),
    ]) func `whatever the verdict, it is told what else is wrong`(
        _ outcome: Verdict.Outcome, _ message: String
    ) {
        let sample = Samples.lostUpdate(then: outcome, message)
        let row = text(LaneScreen(), sample, Size(columns: 120, rows: 24)).first {
            $0.contains("✖ \(message)")
        }
        #expect(
            row?.contains("✖ \(message); 2 data races, 1 update lost: ! shows them") == true, "\(row ?? "")")
    }

    @Test func `where there is no room for both the verdict is told, and how much is found below it`() {
        let message = String(repeating: "who waits for whom ", count: 20)
        let sample = Samples.lostUpdate(then: .failed, message)
        let lines = text(LaneScreen(), sample, Size(columns: 40, rows: 18))
        let row = lines.firstIndex { $0.contains("✖ who waits") }
        #expect(row.map { lines[$0 + 1].contains("…") } == true)
        #expect(row.map { lines[$0 + 2].contains("3 findings: ! shows them") } == true)
        let small = text(LaneScreen(), sample, Size(columns: 40, rows: 10))
        #expect(small.contains { $0.contains("✖ who waits") })
        #expect(!small.contains { $0.contains("! shows") })
    }

    @Test func `that a deadlock is one its verdict says`() {
        let row = text(LaneScreen(), over, Size(columns: 200, rows: 24)).first { $0.contains("✖ Kant waits") }
        #expect(row?.contains("shows") == false)
    }

    @Test func `what the screen cannot do itself it asks for`() {
        #expect(command(.togglePause, running) == .pause)
        #expect(command(.togglePause, running, paused: true) == .resume)
        // A run that goes on is paused where it is, before it takes a step.
        #expect(command(.step, running) == .pause)
        #expect(command(.stepThread, running) == .pause)
        #expect(command(.step, running, paused: true) == .step)
        #expect(command(.stepThread, running, paused: true) == .stepThread(ThreadID(1)))
        #expect(command(.restart, over) == .restart)
        #expect(command(.quit, over) == .quit)
        #expect(command(.back, running, canGoBack: true) == .back)
    }

    @Test func `nothing is asked for that would do nothing`() {
        for action in [Action.togglePause, .step, .stepThread, .faster, .slower] {
            #expect(command(action, over) == nil)
        }
        #expect(command(.back, running) == nil)
        #expect(command(.selectDown, running) == nil)
        #expect(command(.stepThread, (Trace(), running.status), paused: true) == nil)
    }

    @Test func `speed goes in steps, up to no waiting at all and back`() {
        #expect(command(.faster, running, speed: 1) == .setSpeed(2))
        #expect(command(.faster, running, speed: 3) == .setSpeed(4))
        #expect(command(.faster, running, speed: 32) == .setSpeed(nil))
        #expect(command(.faster, running, speed: nil) == nil)
        #expect(command(.slower, running, speed: nil) == .setSpeed(32))
        #expect(command(.slower, running, speed: 1) == .setSpeed(0.5))
        #expect(command(.slower, running, speed: 0.1) == .setSpeed(0.1))
    }

    @Test func `restarting is live again`() {
        var screen = LaneScreen()
        _ = screen.apply(.toStart, trace: running.trace, status: running.status, size: Self.size)
        #expect(text(screen, running).last?.contains("End live") == true)
        _ = screen.apply(.restart, trace: running.trace, status: running.status, size: Self.size)
        #expect(text(screen, running).last?.contains("End live") == false)
    }

    @Test func `a click selects the lane under it`() {
        var screen = LaneScreen()
        let click = { (row: Int) in Action.mouse(MouseEvent(row: row, column: 50, kind: .press)) }
        _ = screen.apply(click(6), trace: running.trace, status: running.status, size: Self.size)
        #expect(screen.selectedThread(running.trace) == ThreadID(3))
        _ = screen.apply(click(20), trace: running.trace, status: running.status, size: Self.size)
        #expect(screen.selectedThread(running.trace) == ThreadID(3))
    }

    @Test func `the wheel scrolls lanes and takes the selection along`() {
        let crowd = Samples.crowd()
        var screen = LaneScreen()
        let wheel = Action.mouse(MouseEvent(row: 5, column: 5, kind: .wheelDown))
        _ = screen.apply(wheel, trace: crowd.trace, status: crowd.status, size: Self.size)
        #expect(screen.selectedThread(crowd.trace) == ThreadID(4))
        #expect(text(screen, crowd)[1].contains("↑ 3  ↓ 98"))
    }

    @Test func `open help takes the keys that close and scroll it`() {
        var screen = LaneScreen()
        for closing in [Action.help, .back, .quit] {
            for action in [Action.help, .selectDown, .step, closing] {
                #expect(
                    screen.apply(action, trace: running.trace, status: running.status, size: Self.size) == nil
                )
            }
            #expect(!screen.isOverlayOpen)
        }
        #expect(screen.selectedThread(running.trace) == ThreadID(1))
    }

    @Test func `a window too low for the help scrolls it to its last line`() {
        let size = Size(columns: 40, rows: 10)
        var screen = LaneScreen()
        _ = screen.apply(.help, trace: running.trace, status: running.status, size: size)
        _ = screen.apply(.selectLast, trace: running.trace, status: running.status, size: size)
        #expect(text(screen, running, size).contains { $0.contains("zoom with control") })
    }

    @Test func `low windows lose the primitives first, then the log`() {
        let panels = { (rows: Int) -> [String] in
            let text = text(LaneScreen(), running, Size(columns: 80, rows: rows)).joined(separator: "\n")
            return ["primitives", "log"].filter { text.contains("── \($0) ─") }
        }
        #expect(panels(18) == ["primitives", "log"])
        #expect(panels(17) == ["log"])
        #expect(panels(13) == [])
    }

    @Test func `when primitives do not all fit, those in use come first`() {
        var run = TraceBuilder()
        let main = run.thread("main")
        run.begin(main)
        let locks = (0..<40).map { run.resource(.lock, "lock-\($0)") }
        run.acquire(main, locks[30])
        let text = text(LaneScreen(), (run.trace, running.status)).joined(separator: "\n")
        #expect(text.contains("lock-30"))
        #expect(text.contains("lock-0 "))
        #expect(text.contains(" more "))
        #expect(!text.contains("lock-31"))
    }

    @Test func `waiters are named as long as they fit, then counted`() {
        let crowd = Samples.crowd()
        let line = text(LaneScreen(), crowd).first { $0.contains("seats") && $0.contains("◂") }
        #expect(line?.hasSuffix("◂ guest-4, 5, 6, 7, 8, 9, 10, 11 +988") == true)
    }

    @Test func `hours are told as hours`() {
        var sample = running
        sample.status.now = Instant(nanoseconds: 3_723_459_000_000)
        #expect(text(LaneScreen(), sample)[0].contains("   1:02:03.45 s   "))
        #expect(text(LaneScreen(), sample)[1].contains("1h2m"))
    }
}
