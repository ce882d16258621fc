import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// Choices, branches and returns by lot on the program as a value, over a world that does what is asked for: a branch begins with the steps
/// that it shares, and whoever returns sees what was seen before.
@Suite struct RandomizedSteeringTests {
    /// Threads that read and write a value, so many steps each.
    private struct World {
        static let threads = 3
        static let length = 7

        /// Who took each step, of each run.
        private(set) var runs: [[ThreadID]] = [[]]
        private(set) var current = 0

        var steps: [ThreadID] { runs[current] }

        func able(behind steps: some Collection<ThreadID>) -> [ThreadID] {
            (1...UInt32(Self.threads)).map { ThreadID($0) }.filter { thread in
                steps.count { $0 == thread } < Self.length
            }
        }

        /// All that happened in a run of these steps.
        func trace(_ steps: [ThreadID]) -> Trace {
            var run = TraceBuilder()
            let threads = (1...Self.threads).map { run.thread("t\($0)") }
            let value = run.resource(.shared, "value")
            for thread in threads { run.ready(thread) }
            for (index, thread) in steps.enumerated() {
                run.at(milliseconds: Double(index + 1))
                run.happen(
                    thread, index % 2 == 0 ? .read : .write, .running, value, value: Int32(index))
            }
            if able(behind: steps).isEmpty { run.end(.finished) }
            return run.trace
        }

        func report(_ moment: Int) -> RunReport {
            let shown = steps.prefix(moment)
            var status = RunStatus(
                scenario: "world", title: "", schedule: "seed 1", isPaused: true,
                now: Instant(nanoseconds: Int64(steps.count) * 1_000_000))
            (status.canBeSteered, status.isFree) = (true, true)
            status.wheel = Wheel(
                step: moment,
                choices: able(behind: shown).map {
                    Wheel.Choice(thread: $0, kind: .read, resource: ResourceID(4), canGo: true)
                })
            return RunReport(status)
        }

        mutating func take(_ thread: ThreadID) { runs[current].append(thread) }

        mutating func branch(_ branch: Branch) {
            runs.append(branch.steps + (branch.thread.map { [$0] } ?? []))
            current = runs.count - 1
        }

        mutating func visit(_ run: Int) { current = run }
    }

    private static let keys: [Key] =
        "..123nN,,,,uubbmjkxze".map { Key.character($0) }
        + [.enter, .escape, .left, .left, .right, .home, .end, .up, .down]

    @Test(arguments: 0..<20) func `a branch begins with its steps, and a return shows the same frame`(
        _ seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        let appearance = Appearance(themes: try Theme.builtIn(), theme: "dark", glyphs: .unicode)
        var world = World()
        var model = AppModel(appearance, size: Size(columns: 100, rows: 30))
        _ = model.update(.opened(LanesModel(.live, world.report(0))))
        _ = model.update(.events(world.trace([]).events()))
        /// What was on the screen as each run was left.
        var frames: [Int: Frame] = [:]
        func report() {
            let lanes = model.lanes
            _ = model.update(
                .told(world.report(lanes?.pastStep ?? lanes?.trace.stepCount ?? 0)))
        }
        func frame() -> Frame {
            var copy = model
            return copy.frame().frame
        }
        for _ in 0..<5_000 {
            report()
            let before = frame()
            let key = Self.keys.randomElement(using: &random) ?? .enter
            for effect in model.update(.terminal(.key(key))) {
                switch effect {
                case .stepThread(let thread):
                    guard world.able(behind: world.steps).contains(thread) else { continue }
                    let known = model.lanes?.trace.count ?? 0
                    world.take(thread)
                    let trace = world.trace(world.steps)
                    let news = (known..<trace.count).map { trace[$0] }
                    _ = model.update(.events(EventBatch(events: news)))
                case .branch(let branch):
                    try #require(branch.run == world.runs.count)
                    try #require(world.steps.starts(with: branch.steps))
                    frames[world.current] = before
                    world.branch(branch)
                    _ = model.update(.branched(branch, world.trace(world.steps).events()))
                    let shown = try #require(model.lanes?.trace)
                    let taken = try #require(shown.threads(ofSteps: shown.stepCount))
                    try #require(taken == world.steps)
                    report()
                    try #require(frame().text.contains("⑂ step \(branch.steps.count)"))
                case .visit(let run):
                    frames[world.current] = before
                    world.visit(run)
                    _ = model.update(.returned(run: run, nil))
                    report()
                    let shown = try #require(model.lanes?.trace)
                    try #require(shown.threads(ofSteps: shown.stepCount) == world.steps)
                    if let known = frames[run], ![known, before].contains(where: { $0.text.contains("╭─") }) {
                        try #require(Self.same(frame(), known))
                    }
                default: break
                }
            }
            if world.runs.count > 40 {
                world = World()
                frames = [:]
                _ = model.update(.restarted)
                model = AppModel(appearance, size: Size(columns: 100, rows: 30))
                _ = model.update(.opened(LanesModel(.live, world.report(0))))
                _ = model.update(.events(world.trace([]).events()))
            }
        }
    }

    /// But for how many ways there are by now, what is answered to keys, and which panel has all the room.
    private static func same(_ one: Frame, _ other: Frame) -> Bool {
        func lanes(_ frame: Frame) -> [Substring] {
            frame.text.split(separator: "\n").dropFirst().filter {
                $0.contains("t1") || $0.contains("t2") || $0.contains("t3") || $0.contains("step ")
            }
        }
        return lanes(one) == lanes(other)
    }
}
