import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// A step is an event that one sees.
@Suite struct StepTests {
    private static let size = Size(columns: 120, rows: 40)
    private let theme: Theme

    init() throws { theme = try #require(try Theme.builtIn().first) }

    private static let lost = Samples.lostUpdate()

    private func frame(
        _ screen: LaneScreen, _ sample: (trace: Trace, status: RunStatus), _ size: Size = size
    ) -> Frame {
        screen.frame(
            trace: sample.trace, status: sample.status, sources: Samples.sources, theme: theme,
            glyphs: .unicode, size: size)
    }

    private func apply(
        _ screen: inout LaneScreen, _ actions: [Action], _ sample: (trace: Trace, status: RunStatus)
    ) {
        for action in actions {
            _ = screen.apply(
                action, trace: sample.trace, status: sample.status, sources: Samples.sources,
                size: Self.size)
        }
    }

    @Test func `while one steps columns are steps, each with the letter of what it did`() throws {
        let shown = frame(LaneScreen(), Self.lost)
        #expect(try #require(shown.lane("one")).hasPrefix(" b━R"))
        #expect(try #require(shown.lane("two")).hasPrefix("  b━RW"))
        #expect(shown.text.contains("steps 0"))
        var running = Self.lost
        running.status.isPaused = false
        #expect(!frame(LaneScreen(), running).text.contains("steps 0"))
        // Who has chosen time sees time.
        var chosen = LaneScreen(axis: .time)
        apply(&chosen, [.stepBack], Self.lost)
        #expect(!frame(chosen, Self.lost).text.contains("steps 0"))
    }

    @Test func `the last step stands out until the next`() throws {
        var screen = LaneScreen()
        apply(&screen, [.stepBack, .stepBack], Self.lost)
        func marked() throws -> [Int] {
            let shown = frame(screen, Self.lost)
            let start = try #require(shown.chartColumn)
            let rows = ["one", "two"].compactMap(shown.laneRow)
            return (0..<8).filter { column in
                rows.contains {
                    let cell = shown[$0, start + column]
                    return cell.character.isLetter && cell.style.attributes.contains(.reverse)
                }
            }
        }
        #expect(try marked() == [4])
        apply(&screen, [.step], Self.lost)
        #expect(try marked() == [5])
    }

    @Test func `every step changes the lanes`() {
        let sample = Samples.lock()
        var screen = LaneScreen()
        apply(&screen, [.toStart], sample)
        var seen: Set<String> = []
        for _ in 0..<20 {
            apply(&screen, [.step], sample)
            let lines = frame(screen, sample).text.split(separator: "\n", omittingEmptySubsequences: false)
            seen.insert(lines[2..<14].joined(separator: "\n"))
        }
        #expect(seen.count == 20)
    }

    @Test func `two lines say what the last step did and what comes next`() {
        var screen = LaneScreen()
        #expect(
            frame(screen, Self.lost).text.contains(
                "step 6    one wrote counter = 1, over two's 1 → an update is lost: it had read 0"))
        apply(&screen, [.stepBack], Self.lost)
        let before = frame(screen, Self.lost).text
        #expect(before.contains("step 5    two wrote counter = 1"))
        #expect(!before.contains("is lost:") && before.contains("next      one writes counter"))
    }

    @Test func `what the run will do next is told where it is known`() {
        var sample = Samples.lock()
        sample.status.isPaused = true
        let lock = sample.trace.resourceIDs.first { sample.trace[$0]?.name == "shared.lock" }
        sample.status.nextOperation = UpcomingOperation(
            thread: ThreadID(4), kind: .release, resource: lock ?? .none, canGo: true)
        #expect(frame(LaneScreen(), sample).text.contains("next      worker-2 releases shared.lock"))
    }

    @Test func `a lost update is red, on either axis`() throws {
        let error = try #require(theme[.error].foreground as Color?)
        for axis in [AxisUnit.time, .steps] {
            let shown = frame(LaneScreen(axis: axis), Self.lost)
            let row = try #require(shown.laneRow("one"))
            let cells = (20..<Self.size.columns).map { shown[row, $0] }.filter { $0.character == "W" }
            #expect(cells.count == 1)
            #expect(cells.allSatisfy { $0.style.foreground == error })
        }
    }

    @Test func `the selection follows whoever steps, unless it is told not to`() {
        let sample = Samples.lock()
        for (toggles, follows) in [([], true), ([Action.follow], false)] {
            var screen = LaneScreen()
            apply(&screen, toggles + [.toStart], sample)
            let before = screen.selectedThread(sample.trace)
            var changed = false
            for _ in 0..<12 {
                apply(&screen, [.step], sample)
                _ = screen.nextFrame(
                    trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode,
                    size: Self.size)
                let moment = sample.trace.moment(at: screen.position(in: sample.trace))
                let number = sample.trace.eventNumber(ofStep: moment.stepCount) ?? 0
                if follows {
                    #expect(screen.selectedThread(sample.trace) == sample.trace[number].thread)
                }
                changed = changed || screen.selectedThread(sample.trace) != before
            }
            #expect(changed == follows)
        }
    }

    @Test func `of a circle that closes one is selected`() {
        let sample = Samples.deadlock()
        var screen = LaneScreen()
        _ = screen.nextFrame(
            trace: sample.trace, status: sample.status, theme: .plain, glyphs: .unicode,
            size: Self.size)
        #expect(screen.selectedThread(sample.trace) == ThreadID(2))
    }

    @Test func `the code stands still as long as the line is in view`() {
        let sample = Samples.code()
        var screen = LaneScreen()
        apply(&screen, [.toStart], sample)
        var tops: [String] = []
        for _ in 0..<sample.trace.stepCount {
            apply(&screen, [.step], sample)
            _ = screen.nextFrame(
                trace: sample.trace, status: sample.status, sources: Samples.sources, theme: .plain,
                glyphs: .unicode,
                size: Self.size)
            let lines = frame(screen, sample).text.split(separator: "\n", omittingEmptySubsequences: false)
            guard let title = lines.firstIndex(where: { $0.contains("code: ") }) else { continue }
            let line = lines[title + 1].split(separator: "│").last ?? ""
            tops.append(String(line.dropFirst(1).prefix { $0 == " " || $0.isNumber }))
        }
        let changes = zip(tops, tops.dropFirst()).count { $0 != $1 }
        #expect(changes * 4 < tops.count, "\(tops)")
    }
}
