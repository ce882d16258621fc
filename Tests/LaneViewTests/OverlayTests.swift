import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadAnalysis
import ThreadTrace

@Suite struct OverlayTests {
    private static let size = Size(columns: 100, rows: 30)
    private let lock = Samples.lock()
    private let deadlock = Samples.deadlock()

    private func screen(
        _ actions: [Action], _ sample: (trace: Trace, status: RunStatus), _ size: Size = size
    ) -> LaneScreen {
        var screen = LaneScreen()
        for action in actions {
            _ = screen.apply(action, trace: sample.trace, status: sample.status, size: size)
        }
        return screen
    }

    private func text(
        _ actions: [Action], _ sample: (trace: Trace, status: RunStatus), _ size: Size = size
    ) -> String {
        screen(actions, sample, size).frame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode, size: size
        ).text
    }

    @Test func `one overlay at most is open; its key and Esc close it`() {
        let overlays: [(Action, String)] = [
            (.help, "╭─ help ─"), (.choose, "╭─ MainThread, thread 1 ─"),
            (.showWaits, "╭─ who waits for whom ─"),
            (.showContention, "╭─ contention ─"), (.showFindings, "╭─ findings ─"),
        ]
        for (action, title) in overlays {
            #expect(text([action], lock).contains(title))
            for closing in [action, .back, .quit] {
                #expect(!screen([action, closing], lock).isOverlayOpen)
            }
            // Enter on a finding goes to its moment.
            for (other, otherTitle) in overlays
            where other != action && (action, other) != (.showFindings, .choose) {
                let both = text([action, other], lock)
                #expect(both.contains(otherTitle) && !both.contains(title))
            }
        }
    }

    @Test(arguments: [(EventKind.sleep, "sleeps, for ever"), (.busy, "computes, for ever")])
    func `what neither a thread nor time ends is told as what it is`(kind: EventKind, words: String) {
        var builder = TraceBuilder()
        let thread = builder.thread("sloth")
        builder.begin(thread)
        builder.happen(thread, kind, kind == .sleep ? .sleeping : .running)
        builder.happen(thread, .deadlock, .deadlocked)
        let sample = (builder.trace, lock.status)
        #expect(text([], sample).contains("sloth"))
        #expect(text([.showWaits], sample).contains("sloth \(words)"))
        #expect(text([.choose], sample).contains(words))
        #expect(!text([.showWaits], sample).contains("─waits for→"))
        #expect(!text([.choose], sample).contains("waits for ever"))
    }

    @Test func `under an overlay the run can be paused and stepped, and nothing is selected or left`() {
        for overlay in [Action.choose, .showWaits, .showContention, .showFindings] {
            var screen = screen([overlay], lock)
            let command = { (action: Action) in
                screen.apply(action, trace: lock.trace, status: lock.status, size: Self.size)
            }
            #expect(command(.togglePause) == .pause)
            #expect(command(.step) == .pause)
            #expect(command(.selectDown) == nil)
            #expect(screen.selectedThread(lock.trace) == ThreadID(1))
        }
    }

    @Test func `Tab goes from lane to lane under the details, and round`() {
        #expect(text([.choose, .nextPanel], lock).contains("╭─ worker-0, thread 2 ─"))
        #expect(text([.choose, .previousPanel], lock).contains("╭─ worker-3, thread 5 ─"))
        #expect(text([.choose, .previousPanel, .nextPanel], lock).contains("╭─ MainThread, thread 1 ─"))
    }

    @Test func `details tell what a thread waits for, since when, and behind whom`() {
        let text = text([.selectLast, .choose], lock)
        #expect(text.contains("state     ░ waits shared.lock since 0.20 s, for 2.51 s"))
        #expect(text.contains("waits for shared.lock (lock) held by worker-2"))
        let main = self.text([.choose], deadlock)
        #expect(main.contains("waits for fork B (lock) held by Hume"))
    }

    @Test func `details tell locks held, and the next operation while the run is paused`() {
        var sample = lock
        sample.status.upcoming = UpcomingOperation(
            thread: ThreadID(4), kind: .write, resource: ResourceID(4),
            place: SourceLocation(file: "A/B.swift", line: 7), canGo: true)
        let actions: [Action] = [.selectDown, .selectDown, .selectDown, .choose]
        let text = text(actions, sample)
        #expect(text.contains("holds     shared.lock"))
        #expect(text.contains("next      write counter  B.swift:7"))
        sample.status.upcoming?.thread = ThreadID(2)
        #expect(!self.text(actions, sample).contains("next  "))
    }

    @Test func `a history is as long as the lane, the latest first`() {
        var run = TraceBuilder()
        let main = run.thread("main")
        run.begin(main)
        for second in 1...5000 {
            run.at(Double(second))
            run.log(main, "message \(second)")
        }
        let sample = (trace: run.trace, status: RunStatus(scenario: "long", title: ""))
        let live = text([.choose], sample)
        #expect(live.contains("log: message 5000"))
        #expect(live.contains("of 5011 ─╯"))
        let end = text([.choose, .selectLast], sample)
        #expect(end.contains("created"))
        #expect(end.contains("log: message 1"))
        #expect(!end.contains("message 5000"))
    }

    @Test func `every member of a deadlock's circle is numbered, in the graph and on its lane`() {
        let graph = text([.showWaits], deadlock)
        #expect(graph.contains("✖ deadlock: each of 2 waits for the next"))
        #expect(graph.contains("╭→ 1 Kant ─waits for→ [fork B] ─held by→ 2 Hume"))
        #expect(graph.contains("╰─ 2 Hume ─waits for→ [fork A] ─held by→ 1 Kant"))
        #expect(graph.contains("MainThread ─joins→ 1 Kant"))
        let lanes = text([], deadlock)
        #expect(lanes.contains("✖1 waits fork B") && lanes.contains("holds fork A"))
        #expect(lanes.contains("✖2 waits fork A") && lanes.contains("holds fork B"))
        #expect(lanes.contains("joins Kant"))
        #expect(!lanes.contains("✖3"))
    }

    @Test func `nobody waits in a run that has not begun`() {
        #expect(text([.showWaits], (Trace(), lock.status)).contains("Nobody waits."))
        #expect(text([.showContention], (Trace(), lock.status)).contains("Nobody came to a lock yet."))
    }

    @Test func `the contention table is sorted by the column that Tab comes to`() throws {
        var run = TraceBuilder()
        let (a, b) = (run.thread("a"), run.thread("b"))
        let (often, long) = (run.resource(.lock, "often"), run.resource(.lock, "long"))
        for round in 0..<3 {
            run.at(Double(round))
            run.acquire(a, often)
            run.block(b, on: often)
            run.at(Double(round) + 0.01)
            run.release(a, often)
            run.acquire(b, often)
            run.release(b, often)
        }
        run.acquire(a, long)
        run.block(b, on: long)
        run.at(5)
        run.release(a, long)
        run.acquire(b, long)
        let sample = (trace: run.trace, status: RunStatus(scenario: "", title: ""))
        func order(_ tabs: Int) throws -> [Substring] {
            let tabs = [Action](repeating: .nextPanel, count: tabs)
            let lines = text([.showContention] + tabs, sample).split(separator: "\n")
            let top = try #require(lines.firstIndex { $0.contains("─ contention ─") })
            return lines[(top + 2)...(top + 3)].compactMap { $0.dropFirst(2).split(separator: " ").first }
        }
        let byTotal = try order(0)
        let byName = try order(1)
        let byUses = try order(2)
        #expect(byTotal == ["long", "often"])
        #expect(byName == ["long", "often"])
        #expect(byUses == ["often", "long"])
        let table = text([.showContention], sample)
        #expect(table.contains("total↓"))
        #expect(table.split(separator: "\n").contains { $0.contains("long") && $0.contains("2.99 s") })
    }

    @Test func `a given analysis is shown rather than made again`() {
        let nothing = RunAnalysis()
        let screen = screen([.showContention], lock)
        let frame = screen.frame(
            trace: lock.trace, status: lock.status, analysis: nothing, theme: .plain, glyphs: .unicode,
            size: Self.size)
        #expect(frame.text.contains("Nobody came to a lock yet."))
    }

    @Test func `nothing drawn on an overlay leaves its box`() {
        for size in [Size(columns: 40, rows: 10), Size(columns: 57, rows: 19), Size(columns: 100, rows: 30)] {
            for sample in [Samples.failed(), Samples.deadlock(), Samples.crowd()] {
                for actions in [
                    [Action.selectLast, .choose], [.showWaits], [.showContention], [.showFindings],
                ] {
                    let frame = screen(actions, sample, size).frame(
                        trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode,
                        size: size)
                    let top = (0..<size.rows).first { frame[$0, 0].character == "╭" }
                    let bottom = (0..<size.rows).first { frame[$0, 0].character == "╰" }
                    guard let top, let bottom else {
                        Issue.record("no box at \(size)")
                        continue
                    }
                    for row in top + 1..<bottom {
                        #expect(frame[row, 0].character == "│" && frame[row, 1].character == " ")
                        #expect(frame[row, size.columns - 1].character == "│")
                        #expect(frame[row, size.columns - 2].character == " ")
                    }
                }
            }
        }
    }
}
