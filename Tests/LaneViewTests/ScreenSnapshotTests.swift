import LaneCanvas
import LaneView
import Testing
import ThreadTrace

@Suite struct ScreenSnapshotTests {
    private static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 200, rows: 60),
    ]

    private let theme: Theme

    init() throws { theme = try #require(try Theme.builtIn().first) }

    private func frame(
        _ sample: (trace: Trace, status: RunStatus), _ size: Size, _ glyphs: Glyphs = .unicode,
        after actions: [Action] = []
    ) -> Frame {
        var screen = LaneScreen()
        for action in actions {
            _ = screen.apply(action, trace: sample.trace, status: sample.status, size: size)
        }
        return screen.frame(
            trace: sample.trace, status: sample.status, theme: theme, glyphs: glyphs, size: size)
    }

    @Test(arguments: sizes) func `the lock scenario in full swing`(_ size: Size) throws {
        let select: [Action] = [.selectDown, .selectDown, .selectDown]
        try expectSnapshot(frame(Samples.lock(), size, after: select), "lock-\(size)")
        try expectSnapshot(frame(Samples.lock(), size, .ascii, after: select), "lock-\(size)-ascii")
    }

    @Test(arguments: sizes) func `a deadlock names its cycle`(_ size: Size) throws {
        try expectSnapshot(frame(Samples.deadlock(), size), "deadlock-\(size)")
    }

    @Test(arguments: sizes) func `a failure says why, among every kind of primitive`(_ size: Size) throws {
        try expectSnapshot(frame(Samples.failed(), size), "failed-\(size)")
        try expectSnapshot(frame(Samples.failed(), size, .ascii), "failed-\(size)-ascii")
    }

    @Test(arguments: sizes) func `a thousand lanes, the selected one in view`(_ size: Size) throws {
        let down: [Action] = [.pageDown, .pageDown]
        try expectSnapshot(frame(Samples.crowd(), size, after: down), "crowd-\(size)")
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
