import LaneCanvas
import LaneView
import Testing
import ThreadTrace
import Themes

@Suite struct ScreenSnapshotTests {
    private static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
        Size(columns: 200, rows: 60),
    ]

    private let theme: Theme

    init() throws { theme = try #require(try Theme.builtIn().first) }

    private func frame(
        _ sample: (trace: Trace, status: RunStatus), _ size: Size, _ glyphs: Glyphs = .unicode,
        after actions: [Action] = []
    ) -> Frame {
        var screen = LaneScreen()
        for action in actions {
            _ = screen.apply(
                action, trace: sample.trace, status: sample.status, sources: Samples.sources, size: size)
        }
        return screen.frame(
            trace: sample.trace, status: sample.status, sources: Samples.sources, theme: theme,
            glyphs: glyphs, size: size)
    }

    @Test(arguments: sizes) func `the lock scenario in full swing`(_ size: Size) throws {
        let select: [Action] = [.selectDown, .selectDown, .selectDown]
        try expectSnapshot(frame(Samples.lock(), size, after: select), "lock-\(size)")
        try expectSnapshot(frame(Samples.lock(), size, .ascii, after: select), "lock-\(size)-ascii")
    }

    @Test(arguments: sizes) func `a deadlock names its cycle`(_ size: Size) throws {
        try expectSnapshot(frame(Samples.deadlock(), size), "deadlock-\(size)")
        try expectSnapshot(frame(Samples.deadlock(), size, .ascii), "deadlock-\(size)-ascii")
    }

    @Test(arguments: sizes) func `a failure says why, among every kind of primitive`(_ size: Size) throws {
        try expectSnapshot(frame(Samples.failed(), size), "failed-\(size)")
        try expectSnapshot(frame(Samples.failed(), size, .ascii), "failed-\(size)-ascii")
    }

    @Test(arguments: sizes) func `a failure says what else is wrong`(_ size: Size) throws {
        let sample = Samples.lostUpdate(then: .failed, "one: the counter is 1 after two updates, not 2")
        try expectSnapshot(frame(sample, size), "failed-findings-\(size)")
        try expectSnapshot(frame(sample, size, .ascii), "failed-findings-\(size)-ascii")
    }

    @Test(arguments: sizes) func `a thousand lanes, the selected one in view`(_ size: Size) throws {
        let down: [Action] = [.pageDown, .pageDown]
        try expectSnapshot(frame(Samples.crowd(), size, after: down), "crowd-\(size)")
        try expectSnapshot(frame(Samples.crowd(), size, .ascii, after: down), "crowd-\(size)-ascii")
    }

    @Test(arguments: sizes) func `a moment of the past`(_ size: Size) throws {
        let back: [Action] = [.selectDown, .selectDown] + [Action](repeating: .scrubLeft, count: 12)
        try expectSnapshot(frame(Samples.lock(), size, after: back), "past-\(size)")
        try expectSnapshot(frame(Samples.lock(), size, .ascii, after: back), "past-\(size)-ascii")
    }

    @Test(arguments: sizes) func `by steps, in the past`(_ size: Size) throws {
        let back: [Action] = [.switchAxis] + [Action](repeating: .stepBack, count: 12)
        try expectSnapshot(frame(Samples.lock(), size, after: back), "steps-\(size)")
        try expectSnapshot(frame(Samples.lock(), size, .ascii, after: back), "steps-\(size)-ascii")
    }

    @Test(arguments: sizes) func `stepped, the last step standing out`(_ size: Size) throws {
        var sample = Samples.lock()
        sample.status.isPaused = true
        for (glyphs, name) in [(Glyphs.unicode, ""), (.ascii, "-ascii")] {
            let frame = frame(sample, size, glyphs, after: [.stepBack, .stepBack])
            try expectSnapshot(frame, "stepped-\(size)\(name)")
        }
    }

    @Test(arguments: sizes) func `an update is lost`(_ size: Size) throws {
        try expectSnapshot(frame(Samples.lostUpdate(), size), "lost-update-\(size)")
        try expectSnapshot(frame(Samples.lostUpdate(), size, .ascii), "lost-update-\(size)-ascii")
    }

    @Test(arguments: sizes) func `for an audience`(_ size: Size) throws {
        try expectSnapshot(frame(Samples.deadlock(), size, after: [.present]), "presented-\(size)")
    }

    @Test(arguments: sizes) func `one panel has all the room`(_ size: Size) throws {
        let log = frame(Samples.lock(), size, after: [.previousPanel, .maximise])
        try expectSnapshot(log, "maximised-log-\(size)")
    }

    @Test(arguments: sizes) func `which run is to be shown again`(_ size: Size) throws {
        var sample = Samples.deadlock()
        sample.status.isRepeatable = false
        try expectSnapshot(frame(sample, size, after: [.restart]), "which-run-\(size)")
    }

    @Test(arguments: sizes) func `several locks are held, and one is waited for`(_ size: Size) throws {
        try expectSnapshot(frame(Samples.manyHeld(), size), "many-held-\(size)")
        try expectSnapshot(frame(Samples.manyHeld(), size, .ascii), "many-held-\(size)-ascii")
    }

    @Test(arguments: sizes) func `the source with every thread's line`(_ size: Size) throws {
        try expectSnapshot(frame(Samples.code(), size, after: [.selectDown]), "code-\(size)")
        try expectSnapshot(frame(Samples.code(), size, .ascii, after: [.selectDown]), "code-\(size)-ascii")
    }

    @Test(arguments: sizes) func `the log with a message selected`(_ size: Size) throws {
        let log: [Action] = [.logLevel, .previousPanel, .selectUp]
        try expectSnapshot(frame(Samples.lock(), size, after: log), "log-\(size)")
        try expectSnapshot(frame(Samples.lock(), size, .ascii, after: log), "log-\(size)-ascii")
    }

    @Test(arguments: sizes) func `lanes being found`(_ size: Size) throws {
        let find = [.sort, .sort, .foldDone, .filter] + "guest-2".map { Action.type($0) }
        try expectSnapshot(frame(Samples.crowd(), size, after: find), "find-\(size)")
        try expectSnapshot(frame(Samples.crowd(), size, .ascii, after: find), "find-\(size)-ascii")
    }

    @Test(arguments: sizes) func `the help explains every glyph and key`(_ size: Size) throws {
        try expectSnapshot(frame(Samples.lock(), size, after: [.help]), "help-\(size)")
        try expectSnapshot(frame(Samples.lock(), size, .ascii, after: [.help]), "help-\(size)-ascii")
    }

    @Test func `a run that has not begun`() throws {
        let sample = (trace: Trace(), status: RunStatus(scenario: "lock", title: "Synchronizing access"))
        try expectSnapshot(frame(sample, Size(columns: 80, rows: 24)), "empty-80x24")
    }

    @Test func `a window too small says so`() {
        let text = frame(Samples.lock(), Size(columns: 38, rows: 9)).text
        #expect(text.contains("window too small: 38x9, needs 40x10"))
    }
}
