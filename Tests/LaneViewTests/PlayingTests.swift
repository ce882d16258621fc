import LaneCanvas
import LaneView
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
}

extension PlayingTests {
    private func apply(
        _ screen: inout LaneScreen, _ actions: [Action], _ sample: (trace: Trace, status: RunStatus)
    ) -> [Effect] {
        apply(&screen, actions, isPaused: false, sample)
    }
}
