import LaneCanvas
import LaneView
import Testing
import ThreadTrace

/// Finding, sorting and folding lanes.
@Suite struct LaneRosterTests {
    private static let size = Size(columns: 80, rows: 24)

    /// The names of the lanes in view.
    private func names(
        _ actions: [Action], _ sample: (trace: Trace, status: RunStatus) = Samples.lock()
    ) -> [String] {
        var screen = LaneScreen()
        for action in actions {
            _ = screen.apply(action, trace: sample.trace, status: sample.status, size: Self.size)
        }
        let lines = screen.frame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode, size: Self.size
        ).text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.dropFirst(2).prefix { !$0.contains("●") && !$0.hasPrefix("  step ") }
            .map { String($0.dropFirst(2).prefix { $0 != " " }) }.filter { !$0.isEmpty }
    }

    private func typed(_ text: String) -> [Action] { [.filter] + text.map { .type($0) } }

    @Test func `lanes are found by name and by state, all words together`() {
        #expect(names(typed("ER-1")) == ["worker-1"])
        #expect(names(typed("waits")) == ["MainThread", "worker-3"])
        #expect(names(typed("shared.lock")) == ["worker-2", "worker-3"])
        #expect(names(typed("holds worker")) == ["worker-2"])
        // `no lane matches`, where the lanes were.
        #expect(names(typed("nobody")) == ["no"])
        #expect(names(typed("  ")).count == 5)
    }

    @Test func `letters can be taken back, Enter keeps the filter, Esc ends it`() {
        #expect(names(typed("done0") + [.erase]) == ["worker-0", "worker-1"])
        #expect(names(typed("done") + [.choose, .selectDown]) == ["worker-0", "worker-1"])
        #expect(names(typed("done") + [.back]).count == 5)
        #expect(names(typed("done") + [.choose, .back]).count == 5)
    }

    @Test func `while typing keys are letters, except those that end it`() {
        var screen = LaneScreen()
        let sample = Samples.lock()
        #expect(screen.action(for: .character("q")) == .quit)
        _ = screen.apply(.filter, trace: sample.trace, status: sample.status, size: Self.size)
        #expect(screen.action(for: .character("q")) == .type("q"))
        #expect(screen.action(for: .enter) == .choose)
        #expect(screen.action(for: .escape) == .back)
    }

    @Test func `one key leads through the orders`() {
        let sample = Samples.crowd(13)
        let orders = (0...5).map { names([Action](repeating: .sort, count: $0), sample).prefix(4) }
        #expect(orders[0] == ["MainThread", "guest-1", "guest-2", "guest-3"])
        #expect(orders[1] == ["MainThread", "guest-1", "guest-2", "guest-3"])
        #expect(orders[2] == ["MainThread", "guest-4", "guest-5", "guest-6"])
        #expect(orders[3] == ["guest-4", "guest-5", "guest-6", "guest-7"])
        // Who acted last.
        #expect(orders[4] == ["guest-12", "guest-11", "guest-10", "guest-9"])
        #expect(orders[5] == orders[0])
        let last = names([.sort, .selectLast], sample).suffix(2)
        #expect(last == ["guest-11", "guest-12"])
    }

    @Test func `done lanes are folded, and the selection stays with its thread`() {
        #expect(names([.foldDone]) == ["MainThread", "worker-2", "worker-3"])
        var screen = LaneScreen()
        let sample = Samples.lock()
        for action in [Action.selectLast, .foldDone] {
            _ = screen.apply(action, trace: sample.trace, status: sample.status, size: Self.size)
        }
        _ = screen.nextFrame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode,
            size: Self.size)
        #expect(screen.selectedThread(sample.trace) == ThreadID(5))
    }

    @Test func `what is folded is decided by the moment that is shown`() {
        // At the start nobody is done, and a step would be told of below the lanes.
        #expect(names([.foldDone, .toStart]).filter { $0 != "next" }.count == 5)
    }
}
