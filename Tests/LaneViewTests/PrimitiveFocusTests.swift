import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

@Suite struct PrimitiveFocusTests {
    private static let size = Size(columns: 100, rows: 30)

    /// Two locks, each used by one of two workers.
    private static let sample: (trace: Trace, status: RunStatus) = {
        var run = TraceBuilder()
        let main = run.thread("main")
        run.begin(main)
        let (left, right) = (run.resource(.lock, "left"), run.resource(.lock, "right"))
        let (one, two) = (run.thread("one"), run.thread("two"))
        run.acquire(one, left)
        run.acquire(two, right)
        run.block(main, on: right)
        return (run.trace, RunStatus(scenario: "two", title: "Two locks"))
    }()

    private func frame(_ actions: [Action], _ size: Size = size) throws -> Frame {
        let sample = Self.sample
        let theme = try #require(try Theme.builtIn().first)
        var screen = LaneScreen()
        for action in actions {
            _ = screen.apply(action, trace: sample.trace, status: sample.status, size: size)
        }
        return screen.frame(
            trace: sample.trace, status: sample.status, theme: theme, glyphs: .unicode, size: size)
    }

    /// The lanes whose names are marked as users.
    private func users(_ frame: Frame) -> [String] {
        ["main", "one", "two"].filter { name in
            frame.laneRow(name).map { frame[$0, 1].character == "◆" } ?? false
        }
    }

    private func row(of text: String, _ frame: Frame) throws -> Int {
        try #require(
            frame.text.split(separator: "\n", omittingEmptySubsequences: false)
                .firstIndex { $0.contains(text) })
    }

    @Test func `Enter on a primitive highlights exactly the lanes that used it, and again none`() throws {
        let left = try frame([.nextPanel, .choose])
        #expect(users(left) == ["one"])
        let right = try frame([.nextPanel, .selectDown, .choose])
        #expect(users(right) == ["main", "two"])
        #expect(try users(frame([.nextPanel, .choose, .choose])).isEmpty)
        #expect(try right[2, 2].style != right[#require(right.laneRow("one")), 2].style)
    }

    @Test func `the highlight stays when the keys go back to the lanes, and Esc takes it away`() throws {
        #expect(try users(frame([.nextPanel, .choose, .nextPanel])) == ["one"])
        #expect(try users(frame([.nextPanel, .choose, .back])) == ["one"])
        #expect(try users(frame([.nextPanel, .choose, .back, .back])).isEmpty)
    }

    @Test func `while the panel has the keys they select a primitive, then again a lane`() throws {
        let inPanel = try frame([.nextPanel, .selectDown])
        #expect(inPanel[try row(of: "lock      right", inPanel), 1].character == "▸")
        #expect(inPanel[2, 0].character == "▸")
        let inLanes = try frame([.nextPanel, .selectDown, .previousPanel, .selectDown])
        #expect(try inLanes[#require(inLanes.laneRow("one")), 0].character == "▸")
        #expect(inLanes[try row(of: "lock      right", inLanes), 1].character == " ")
    }

    @Test func `a click selects a primitive, a second one highlights its users`() throws {
        let plain = try frame([])
        let row = try row(of: "lock      right", plain)
        let click = Action.mouse(MouseEvent(row: row, column: 20, kind: .press))
        #expect(try frame([click])[row, 1].character == "▸")
        #expect(try users(frame([click, click])) == ["main", "two"])
    }

    @Test func `a window without the panel keeps the keys on the lanes`() throws {
        let low = Size(columns: 80, rows: 12)
        let frame = try frame([.nextPanel, .selectDown], low)
        #expect(try frame[#require(frame.laneRow("one")), 0].character == "▸")
    }
}
