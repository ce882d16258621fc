import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace

/// A saved trace in the screen of lanes: the cursor is the playhead.
@Suite struct ReplayTests {
    private static let size = Size(columns: 100, rows: 30)

    private let trace: Trace
    private var status: RunStatus

    init() {
        let sample = Samples.deadlock()
        trace = sample.trace
        status = sample.status
        status.isReplay = true
        status.isPaused = true
        status.speed = 1
        status.now = trace.end
    }

    private func started() -> LaneScreen {
        var screen = LaneScreen()
        screen.rewind(trace: trace)
        return screen
    }

    private func apply(_ screen: inout LaneScreen, _ action: Action, isPaused: Bool = true) -> Effect? {
        var status = status
        status.isPaused = isPaused
        return screen.apply(action, trace: trace, status: status, size: Self.size)
    }

    private func frame(_ screen: LaneScreen, isPaused: Bool, _ size: Size = size) -> Frame {
        var status = status
        status.isPaused = isPaused
        return screen.frame(trace: trace, status: status, theme: .plain, glyphs: .unicode, size: size)
    }

    private func lines(_ screen: LaneScreen, isPaused: Bool = true) -> [Substring] {
        frame(screen, isPaused: isPaused).text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private func time(_ screen: LaneScreen) -> Int64? {
        guard case .past(let place) = screen.cursor else { return nil }
        return place.time.nanoseconds / 1_000_000
    }

    @Test func `playing comes to the end in the run's own time, and to every event on its way`() {
        var screen = started()
        var positions: [Int] = []
        for millisecond in 1..<1300 {
            #expect(screen.play(by: .milliseconds(1), trace: trace, status: status) == false)
            #expect(time(screen) == Int64(millisecond))
            positions.append(screen.position(in: trace))
        }
        #expect(positions == positions.sorted())
        // All that happened before the last moment, in five moments.
        #expect(Set(positions).count == 5)
        #expect(screen.play(by: .milliseconds(1), trace: trace, status: status) == true)
        #expect(screen.isLive)
        #expect(screen.play(by: .milliseconds(1), trace: trace, status: status) == true)
    }

    @Test func `space plays and pauses, and at the end plays again from the start`() {
        var screen = started()
        #expect(apply(&screen, .togglePause) == .resume)
        _ = screen.play(by: .milliseconds(500), trace: trace, status: status)
        #expect(apply(&screen, .togglePause, isPaused: false) == .pause)
        #expect(time(screen) == 500)
        #expect(apply(&screen, .togglePause) == .resume)
        #expect(time(screen) == 500)
        _ = screen.play(by: .seconds(5), trace: trace, status: status)
        #expect(apply(&screen, .togglePause) == .resume)
        #expect(time(screen) == 0)
    }

    @Test func `steps go on and back, and pause what plays`() {
        var screen = started()
        #expect(apply(&screen, .step) == nil)
        let one = screen.position(in: trace)
        #expect(trace.moment(at: one).stepCount == 1)
        // What plays is paused where it is, before it takes a step.
        #expect(apply(&screen, .step, isPaused: false) == .pause)
        #expect(screen.position(in: trace) == one)
        #expect(apply(&screen, .step) == nil)
        #expect(trace.moment(at: screen.position(in: trace)).stepCount == 2)
        #expect(apply(&screen, .stepBack, isPaused: false) == .pause)
        #expect(apply(&screen, .stepBack) == nil)
        #expect(screen.position(in: trace) == one)
        #expect(apply(&screen, .selectDown) == nil)
        #expect(apply(&screen, .stepThread, isPaused: false) == .pause)
        #expect(apply(&screen, .stepThread) == nil)
        #expect(screen.position(in: trace) > one)
        #expect(apply(&screen, .toLive) == nil)
        #expect(apply(&screen, .step) == nil)
        #expect(screen.isLive)
        #expect(apply(&screen, .stepBack) == nil)
        #expect(!screen.isLive)
    }

    @Test func `R plays from the start, whatever is shown`() {
        for isPaused in [true, false] {
            var screen = LaneScreen()
            #expect(apply(&screen, .restart, isPaused: isPaused) == .resume)
            #expect(time(screen) == 0)
        }
    }

    @Test func `what is over can be played at any speed, recorded and saved`() {
        var screen = LaneScreen()
        #expect(apply(&screen, .faster) == .setSpeed(2))
        #expect(apply(&screen, .slower) == .setSpeed(0.5))
        #expect(apply(&screen, .record) == .record)
        #expect(apply(&screen, .save) == .save)
    }

    @Test func `scrubbing while it plays goes back by whole columns`() {
        var screen = started()
        _ = screen.play(by: .milliseconds(950), trace: trace, status: status)
        #expect(apply(&screen, .scrubLeft, isPaused: false) == nil)
        #expect(time(screen) == 800)
        _ = screen.play(by: .milliseconds(30), trace: trace, status: status)
        #expect(apply(&screen, .scrubLeft, isPaused: false) == nil)
        #expect(time(screen) == 700)
        #expect(apply(&screen, .scrubRight, isPaused: false) == nil)
        #expect(time(screen) == 800)
    }

    @Test func `a trace that still grows is left where it was when it is paused, and End follows it again`() {
        let growing = Samples.lock()
        var status = growing.status
        status.isReplay = true
        var screen = LaneScreen()
        let command = screen.apply(.togglePause, trace: growing.trace, status: status, size: Self.size)
        #expect(command == .pause)
        #expect(!screen.isLive)
        #expect(screen.position(in: growing.trace) == growing.trace.count)
        status.isPaused = true
        _ = screen.apply(.toLive, trace: growing.trace, status: status, size: Self.size)
        #expect(screen.isLive)
    }

    @Test func `the header tells where the playhead is, calmly, and the verdict at the end`() {
        var screen = started()
        let start = lines(screen)[0]
        #expect(start.contains("replay   ❚❚ 1×   round-robin   0.00 s of 1.30 s   step 0 of 5"))
        _ = screen.play(by: .milliseconds(700), trace: trace, status: status)
        let playing = lines(screen, isPaused: false)
        #expect(playing[0].contains("replay   ▶ 1×   round-robin   0.70 s of 1.30 s   step 5 of 5"))
        #expect(playing[0].contains("◀") == false)
        #expect(!playing.contains { $0.contains("✖") })
        _ = screen.play(by: .seconds(1), trace: trace, status: status)
        let end = lines(screen)
        #expect(end[0].contains("replay   ✖ deadlocked   round-robin   1.30 s of 1.30 s   step 5 of 5"))
        #expect(end.contains { $0.contains("✖ Kant waits for fork B, held by Hume") })
    }

    @Test func `the time in the header takes as much room at the start as at the end`() {
        var status = status
        status.now = Instant(nanoseconds: 75_000_000_000)
        let text = started().frame(
            trace: trace, status: status, theme: .plain, glyphs: .unicode, size: Self.size
        ).text
        #expect(text.contains("   0.00 s of 1:15.00 s"))
    }

    @Test func `a trace of something unknown says nothing odd`() {
        var status = RunStatus(scenario: "", title: "", schedule: "", isPaused: true, isReplay: true)
        let line = { (status: RunStatus) in
            started().frame(
                trace: trace, status: status, theme: .plain, glyphs: .unicode, size: Self.size
            ).text.split(separator: "\n")[0]
        }
        #expect(line(status).hasPrefix(" threadlanes   "))
        #expect(line(status).hasSuffix("   replay   ❚❚ 1×   0.00 s of 1.30 s   step 0 of 5"))
        status.title = "A title"
        #expect(line(status).hasPrefix(" threadlanes   A title   "))
        status.title = String(repeating: "long ", count: 9)
        #expect(line(status).hasPrefix(" long long "))
        status.scenario = "esc\u{1B}[2J"
        #expect(!line(status).contains("\u{1B}"))
    }

    @Test func `while it plays lanes grow to the right, and nothing is to be seen ahead`() throws {
        var screen = started()
        _ = screen.play(by: .milliseconds(950), trace: trace, status: status)
        let playing = lines(screen, isPaused: false)
        let rows = ["MainThread", "Kant", "Hume"].map { name in
            playing.first { $0.dropFirst(2).hasPrefix(name) } ?? ""
        }
        #expect(rows.map(\.last) == ["▏", "▏", "▏"])
        #expect(Set(rows.map(\.count)).count == 1)
        let paused = lines(screen)
        #expect(paused[2].contains("┃"))
    }

    /// Long enough to leave the view: a minute of steps, half a second apart.
    private var long: Trace {
        var run = TraceBuilder()
        let main = run.thread("main")
        for step in 0...120 {
            run.at(Double(step) / 2)
            run.happen(main, .read, .running)
        }
        run.end(.finished)
        return run.trace
    }

    @Test
    func `the view moves by single columns, when the playhead comes to its side, and not at all at the end`()
    {
        let trace = long
        var status = status
        status.now = trace.end
        status.isPaused = false
        var screen = LaneScreen()
        screen.rewind(trace: trace)
        var starts: [Int64] = []
        var isOver = false
        while !isOver {
            isOver = screen.play(by: .milliseconds(16), trace: trace, status: status)
            let now = trace.end
            let place: Int64
            if case .past(let cursor) = screen.cursor {
                place = cursor.time.nanoseconds
            } else {
                place = now.nanoseconds
            }
            starts.append(screen.axis.columns(50, LaneAxis.Focus(place: place, isLive: false)).first)
        }
        #expect(starts.first == 0)
        #expect(starts.last == Int64(553))
        for (before, after) in zip(starts, starts.dropFirst()) { #expect((0...1).contains(after - before)) }
    }

    @Test func `a jump back while it plays takes the view along, with what came before in it`() {
        let trace = long
        var status = status
        status.now = trace.end
        status.isPaused = false
        var screen = LaneScreen()
        func chart() -> Substring {
            let frame = screen.frame(
                trace: trace, status: status, theme: .plain, glyphs: .unicode, size: Self.size)
            return frame.text.split(separator: "\n", omittingEmptySubsequences: false)[2].dropFirst(27)
        }
        screen.rewind(trace: trace)
        _ = screen.play(by: .seconds(59), trace: trace, status: status)
        let whole = screen.frame(
            trace: trace, status: status, theme: .plain, glyphs: .unicode, size: Self.size)
        let slider = (0..<Self.size.rows).first { row in
            (20..<Self.size.columns).contains { whole[row, $0].character == "●" }
        }
        let click = MouseEvent(row: slider ?? 0, column: 27 + 33, kind: .press)
        #expect(screen.apply(.mouse(click), trace: trace, status: status, size: Self.size) == nil)
        #expect((25_000...30_000).contains(time(screen) ?? 0))
        #expect(chart().count > 40)
        #expect(chart().last == "▏")
    }

    @Test
    func `played from the middle of the run, the playhead moves through the view, not the view over it`() {
        let trace = long
        var status = status
        status.now = trace.end
        status.isPaused = true
        var screen = LaneScreen(axis: .time)
        func first(_ millisecond: Int64) -> Int64 {
            let focus = LaneAxis.Focus(place: millisecond * 1_000_000, isLive: false)
            return screen.axis.columns(73, focus).first
        }
        // At the end the view is at the end; a click on the axis's slider goes to the half of the run.
        _ = screen.apply(.stepBack, trace: trace, status: status, size: Self.size)
        _ = screen.apply(.resetScale, trace: trace, status: status, size: Self.size)
        let whole = screen.frame(
            trace: trace, status: status, theme: .plain, glyphs: .unicode, size: Self.size)
        let slider = whole.text.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains("●") }
        let click = MouseEvent(row: slider ?? 0, column: 27 + 36, kind: .press)
        _ = screen.apply(.mouse(click), trace: trace, status: status, size: Self.size)
        let start = time(screen) ?? 0
        #expect((25_000...35_000).contains(start))
        #expect(screen.apply(.togglePause, trace: trace, status: status, size: Self.size) == .resume)
        let view = first(start)
        status.isPaused = false
        for step in 1...40 {
            #expect(screen.play(by: .milliseconds(100), trace: trace, status: status) == false)
            #expect(first(start + Int64(step) * 100) == view)
        }
    }

    @Test func `the view stays where it is as the playhead comes to the end, wherever it was`() {
        let trace = long
        var status = status
        status.now = trace.end
        status.isPaused = true
        var screen = LaneScreen(axis: .time)
        func axis() -> Substring {
            screen.frame(trace: trace, status: status, theme: .plain, glyphs: .unicode, size: Self.size).text
                .split(separator: "\n", omittingEmptySubsequences: false)[1]
        }
        // The cursor keeps its column, so that there is room behind the end.
        for action in [.resetScale] + [Action](repeating: .scrubLeft, count: 30) + [.zoomOut] {
            _ = screen.apply(action, trace: trace, status: status, size: Self.size)
        }
        let before = axis()
        #expect(screen.play(by: .seconds(2), trace: trace, status: status) == false)
        #expect(axis() == before)
        #expect(screen.play(by: .seconds(2), trace: trace, status: status) == true)
        #expect(axis() == before)
    }

    @Test func `the key bar and the help are of playing`() {
        func bar(_ screen: LaneScreen, isPaused: Bool) -> String {
            let frame = frame(screen, isPaused: isPaused, Size(columns: 230, rows: 30))
            return String(frame.text.split(separator: "\n").last ?? "")
        }
        var screen = started()
        let paused = bar(screen, isPaused: true)
        #expect(paused.hasPrefix(" space play  . step  x time  ←→ scrub  End end  ↑↓ lane"))
        #expect(paused.contains("< > speed") && paused.contains("r record") && !paused.contains("save"))
        #expect(bar(screen, isPaused: false).hasPrefix(" space pause  . step"))
        _ = screen.play(by: .seconds(9), trace: trace, status: status)
        let end = bar(screen, isPaused: true)
        #expect(end.hasPrefix(" w who waits  space play  , back  ←→ scrub"))
        #expect(!end.contains("run again") && !end.contains(". step") && end.contains("speed"))
        _ = apply(&screen, .help)
        let help = frame(screen, isPaused: true, Size(columns: 120, rows: 60)).text
        #expect(help.contains("Play from the start") && help.contains("Play, or pause"))
        for wrong in ["Run again", "live again", "let the run go on"] {
            #expect(!help.contains(wrong), "\(wrong)")
        }
    }

    @Test func `a lane without a further step says so`() {
        var screen = started()
        _ = apply(&screen, .stepThread)
        #expect(!lines(screen).contains { $0.contains("no further step") })
        _ = apply(&screen, .stepThread)
        #expect(lines(screen).contains { $0.contains("MainThread takes no further step") })
        _ = apply(&screen, .selectDown)
        #expect(!lines(screen).contains { $0.contains("no further step") })
    }

    @Test(arguments: [Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 100, rows: 30)])
    func `half-way, as it plays and as it is paused`(_ size: Size) throws {
        var screen = started()
        _ = screen.play(by: .milliseconds(950), trace: trace, status: status)
        try expectSnapshot(frame(screen, isPaused: false, size), "replay-playing-\(size)")
        try expectSnapshot(frame(screen, isPaused: true, size), "replay-paused-\(size)")
    }
}
