import LaneCanvas
import LaneView
import Testing
import ThreadTrace
import Themes

/// The screen in the past: every panel tells of the cursor's moment, the run is left alone.
@Suite struct TravelTests {
    private static let size = Size(columns: 100, rows: 30)
    private let sample = Samples.lock()

    private func apply(_ screen: inout LaneScreen, _ actions: [Action]) -> [Effect] {
        actions.compactMap {
            screen.apply($0, trace: sample.trace, status: sample.status, size: Self.size)
        }
    }

    private func lines(_ actions: [Action]) -> [Substring] {
        var screen = LaneScreen()
        _ = apply(&screen, actions)
        return screen.frame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode, size: Self.size
        ).text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private func steps(_ screen: LaneScreen) -> Int {
        guard case .past(let place) = screen.cursor else { return sample.trace.stepCount }
        return sample.trace.moment(at: place.position).stepCount
    }

    @Test func `stepping back takes one step after the other from the screen, down to the start`() {
        var screen = LaneScreen()
        for step in (0..<sample.trace.stepCount).reversed() {
            #expect(apply(&screen, [.stepBack]) == [])
            #expect(steps(screen) == step)
        }
        let start = screen.cursor
        _ = apply(&screen, [.stepBack])
        #expect(screen.cursor == start)
    }

    @Test func `stepping on leads back to live, and only there takes a real step`() {
        var screen = LaneScreen()
        _ = apply(&screen, [.toStart])
        for step in 1..<sample.trace.stepCount {
            #expect(apply(&screen, [.step]) == [])
            #expect(steps(screen) == step)
        }
        #expect(apply(&screen, [.step]) == [])
        #expect(screen.cursor == .live)
        #expect(apply(&screen, [.step]) == [.pause])
    }

    @Test func `a step of the selected lane goes to after its next step`() {
        var screen = LaneScreen()
        #expect(apply(&screen, [.toStart, .selectLast, .stepThread]) == [])
        guard case .past(let place) = screen.cursor else { return #expect(Bool(false), "is live") }
        let moment = sample.trace.moment(at: place.position)
        #expect(moment.lastEvent(of: ThreadID(5))?.kind == .begin)
    }

    @Test func `scrubbing goes by columns, first to the start of the present one`() {
        var screen = LaneScreen()
        var times: [Int64] = []
        for action in [Action.scrubLeft, .scrubLeft, .scrubLeft, .scrubRight, .scrubRight, .scrubRight] {
            _ = apply(&screen, [action])
            if case .past(let place) = screen.cursor { times.append(place.time.nanoseconds / 1_000_000) }
        }
        #expect(times == [2700, 2600, 2500, 2600, 2700])
        #expect(screen.cursor == .live)
    }

    @Test func `every panel tells of the moment`() {
        // 1.3 s: worker-1 has just got the lock.
        let past = lines([Action](repeating: .scrubLeft, count: 15))
        #expect(past[0].contains("◀ 1.30 s of 2.71 s   step 21 of 27"))
        let states = ["done", "sleeps, holds shared.lock", "waits shared.lock"]
        for (index, state) in states.enumerated() {
            #expect(past.contains { $0.hasPrefix("  worker-\(index)") && $0.contains(state) }, "\(state)")
        }
        #expect(past.contains { $0.contains("shared.lock") && $0.contains("worker-1 ◂ 2, 3") })
        #expect(past.contains { $0.contains("counter") && $0.contains(" 1") })
        #expect(past.contains { $0.contains("Thread 1 : Obtained lock") })
        #expect(!past.contains { $0.contains("Thread 1 : Counter is 2") })
        #expect(lines([]).contains { $0.contains("Thread 1 : Counter is 2") })
    }

    @Test func `a thread that is not there yet has no state`() {
        let start = lines([.toStart])
        #expect(start.contains { $0.hasPrefix("  worker-0") && !$0.contains("new") })
    }

    @Test func `a primitive that is not there yet is not told of, and nothing jumps`() {
        let title = { (lines: [Substring]) in lines.firstIndex { $0.hasPrefix("── primitives ──") } }
        #expect(title(lines([])) == title(lines([.toStart])))
        #expect(!lines([.toStart]).contains { $0.contains("shared.lock") || $0.contains("more") })
    }

    @Test func `what came later is grey, behind a line across all lanes`() throws {
        let theme = try #require(try Theme.builtIn().first)
        var screen = LaneScreen()
        _ = apply(&screen, [Action](repeating: .scrubLeft, count: 15) + [.selectLast])
        let frame = screen.frame(
            trace: sample.trace, status: sample.status, theme: theme, glyphs: .unicode, size: Self.size)
        let line = try #require((25..<100).first { frame[2, $0].character == "┃" })
        #expect((2..<10).allSatisfy { frame[$0, line].character == "┃" })
        let row = try #require(frame.laneRow("worker-2"))
        #expect(frame[row, line - 1].style.foreground == theme.lock(0).foreground)
        #expect(frame[row, line + 1].character == "░")
        #expect(frame[row, line + 1].style.foreground == theme[.rule].foreground)
    }

    @Test func `of a column that the moment cuts only what had happened is shown`() {
        // Worker 0 acquires at 0.2 s and is asleep at 0.3 s; half a second a column.
        var screen = LaneScreen()
        _ = apply(&screen, [.toStart, .zoomOut, .zoomOut] + [Action](repeating: .step, count: 12))
        let frame = screen.frame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode, size: Self.size)
        #expect(steps(screen) == 12)
        #expect(!(0..<100).contains { frame[3, $0].character == "█" })
    }

    @Test func `the axis counts steps, each in a column`() throws {
        let rows = lines([.switchAxis])
        #expect(rows[1].contains("steps"))
        #expect(rows[1].contains("0         10        20"))
        // Step 27 is the last.
        let start = try #require(rows[1].firstIndex(of: "0"))
        let chart = rows[2].dropFirst(rows[1].distance(from: rows[1].startIndex, to: start))
        #expect(chart.count == 29)
        #expect(chart.last == "▏")
    }

    @Test func `a message leads to its moment`() {
        var screen = LaneScreen()
        #expect(apply(&screen, [.previousPanel, .selectUp, .selectUp, .choose]) == [])
        guard case .past(let place) = screen.cursor else { return #expect(Bool(false), "is live") }
        let event = sample.trace[place.position - 1]
        #expect(sample.trace[event.name] == "Thread 1 : Obtained lock")
        #expect(apply(&screen, [.back, .selectDown]) == [])
        #expect(screen.selectedThread(sample.trace) == ThreadID(2))
    }

    @Test(arguments: [0, 1, 500, 900, 999]) func `behind a step stands the lane of whoever takes the next`(
        step: Int
    ) throws {
        let (trace, status) = Samples.crowd()
        var screen = LaneScreen()
        screen.stand(behind: step, in: trace)
        let next = try #require(trace.eventNumber(ofStep: step + 1).map { trace[$0].thread })
        #expect(screen.selectedThread(trace) == next)
        #expect(trace.moment(at: screen.position(in: trace)).stepCount == step)
        let text = screen.frame(
            trace: trace, status: status, theme: .plain, glyphs: .unicode, size: Self.size
        ).text
        #expect(text.contains("▸ \(try #require(trace[next]?.name)) "))
    }

    @Test func `behind a step that there is not stands the end`() {
        var screen = LaneScreen()
        screen.stand(behind: 1_000_000, in: sample.trace)
        #expect(screen.position(in: sample.trace) == sample.trace.count)
    }

    @Test func `a click on the axis or the slider goes there`() {
        var screen = LaneScreen()
        let click = { (row: Int, column: Int) in
            Action.mouse(MouseEvent(row: row, column: column, kind: .press))
        }
        _ = apply(&screen, [click(1, 45 + 12)])
        #expect(screen.cursor != .live)
        let slider = lines([]).firstIndex { $0.hasSuffix("●") } ?? 0
        _ = apply(&screen, [click(slider, 99)])
        #expect(screen.cursor == .live)
        let start = lines([])[slider].prefix { $0 == " " }.count
        _ = apply(&screen, [click(slider, start)])
        #expect(steps(screen) == 0)
    }

    @Test func `another run is shown from where it is`() {
        var screen = LaneScreen()
        _ = apply(&screen, [.stepBack])
        let frame = screen.frame(
            trace: Trace(), status: sample.status, theme: .plain, glyphs: .unicode, size: Self.size)
        #expect(frame.size == Self.size)
        #expect(apply(&screen, [.restart]) == [.restart])
        #expect(screen.cursor == .live)
    }
}
