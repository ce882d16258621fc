import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace

/// One way to play: a live run's past as a saved run.
@Suite struct PlayingTests {
    private static let size = Size(columns: 120, rows: 40)
    private let sample = Samples.lock()

    private func apply(
        _ screen: inout LaneScreen, _ actions: [Action], isPaused: Bool = false,
        _ other: (trace: Trace, status: RunStatus)? = nil
    ) -> [Effect] {
        let sample = other ?? sample
        var status = sample.status
        status.isPaused = isPaused
        return actions.compactMap {
            screen.apply($0, trace: sample.trace, status: status, size: Self.size)
        }
    }

    private func header(_ screen: LaneScreen) -> String {
        let frame = screen.frame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode, size: Self.size)
        return String(frame.text.prefix { $0 != "\n" })
    }

    @Test func `space plays from the cursor on, until it is live again`() {
        var screen = LaneScreen()
        #expect(apply(&screen, [.toStart, .togglePause]).isEmpty)
        #expect(screen.playsPast)
        #expect(header(screen).contains("▶ past"))
        _ = screen.play(by: .seconds(1), trace: sample.trace, status: sample.status)
        #expect(screen.position(in: sample.trace) > 0 && !screen.isLive)
        // It stops where it is, and plays on from there.
        #expect(apply(&screen, [.togglePause]).isEmpty)
        #expect(!screen.playsPast && !screen.isLive)
        #expect(apply(&screen, [.togglePause]).isEmpty)
        _ = screen.play(by: .seconds(9), trace: sample.trace, status: sample.status)
        #expect(screen.isLive && !screen.playsPast)
    }

    @Test func `the run itself has a key of its own`() {
        var screen = LaneScreen()
        #expect(apply(&screen, [.toStart, .toggleRun]) == [.pause])
        #expect(apply(&screen, [.toggleRun], isPaused: true) == [.resume])
        #expect(!screen.isLive)
    }

    @Test func `a step ends playing`() {
        var screen = LaneScreen()
        _ = apply(&screen, [.toStart, .togglePause, .step])
        #expect(!screen.playsPast && !screen.isLive)
    }

    @Test func `a parallel run is asked for again, or the same one is shown`() {
        var over = Samples.deadlock()
        over.status.isRepeatable = false
        var screen = LaneScreen()
        #expect(apply(&screen, [.restart], over).isEmpty)
        #expect(screen.action(for: .character("s")) == .sameRun)
        #expect(apply(&screen, [.sameRun], over).isEmpty)
        #expect(screen.playsPast && screen.position(in: over.trace) < over.trace.count)
        screen = LaneScreen()
        #expect(apply(&screen, [.restart, .restart], over) == [.restart])
        screen = LaneScreen()
        #expect(apply(&screen, [.restart, .back], over).isEmpty)
        #expect(screen.action(for: .character("s")) == .save)
        // The same steps are taken in a seeded run: there is nothing to ask.
        over.status.isRepeatable = true
        #expect(apply(&screen, [.restart], over) == [.restart])
    }

    @Test func `the whole run is in view once it is over, and whenever it is asked for`() {
        let over = Samples.deadlock()
        var screen = LaneScreen()
        #expect(apply(&screen, [.selectDown], over).isEmpty)
        let fitted = screen.axis.width
        #expect(apply(&screen, [.resetScale], over).isEmpty)
        #expect(screen.axis.width > fitted)
        #expect(apply(&screen, [.fit, .selectUp], over).isEmpty)
        #expect(screen.axis.width == fitted)
    }

    /// A run whose main thread loads for 0.3 s, then two threads take 100 steps that are `gap` s apart.
    private func quickRun(gap: Double) -> (trace: Trace, status: RunStatus) {
        var run = TraceBuilder()
        let main = run.thread("main")
        let value = run.resource(.shared, "value")
        run.begin(main)
        run.at(0.3)
        let two = [run.thread("one"), run.thread("two")]
        for thread in two { run.begin(thread) }
        for step in 0..<100 {
            run.at(0.3 + Double(step) * gap)
            run.happen(two[step % 2], .read, .running, value)
        }
        run.end(.finished)
        var status = RunStatus(scenario: "quick", title: "")
        status.now = run.trace.end
        return (run.trace, status)
    }

    @Test func `who can not go on behind the very last step is seen to stand`() throws {
        var run = TraceBuilder()
        let (main, sloth) = (run.thread("main"), run.thread("sloth"))
        run.begin(main)
        run.begin(sloth)
        for thread in [main, sloth] { run.happen(thread, .deadlock, .deadlocked) }
        run.end(.deadlocked, "sloth sleeps for ever")
        let text = LaneScreen().frame(
            trace: run.trace, status: RunStatus(scenario: "endless", title: ""), theme: .plain,
            glyphs: .unicode, size: Size(columns: 80, rows: 24)
        ).text
        #expect(try #require(text.split(separator: "\n").first { $0.contains(" sloth ") }).contains("b✖"))
    }

    @Test func `a run that was over too soon for time to tell it is counted in steps, whole, at its end`() {
        let quick = quickRun(gap: 0.000_05)
        var screen = LaneScreen()
        #expect(apply(&screen, [.selectDown], quick).isEmpty)
        #expect(screen.axis.unit == .steps && screen.axis.width == 2)
        // Gone through step by step a column is one.
        _ = apply(&screen, [.stepBack, .selectUp], quick)
        #expect(screen.axis.unit == .steps && screen.axis.width == 1)
        // Who asks for time has it.
        _ = apply(&screen, [.toLive, .switchAxis, .selectUp], quick)
        #expect(screen.axis.unit == .time)

        let slow = quickRun(gap: 0.001)
        screen = LaneScreen()
        #expect(apply(&screen, [.selectDown], slow).isEmpty)
        #expect(screen.axis.unit == .time)
    }
}

extension PlayingTests {
    private func apply(
        _ screen: inout LaneScreen, _ actions: [Action], _ sample: (trace: Trace, status: RunStatus)
    ) -> [Effect] {
        apply(&screen, actions, isPaused: false, sample)
    }
}
