import LaneCanvas
import LaneView
import TestSupport
import Testing
import ThreadTrace
import Themes

/// Where somebody chooses who goes next, the ways that a run has gone, and what can still come, in windows of every size.
@Suite struct SteeringSnapshotTests {
    private static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
        Size(columns: 200, rows: 60),
    ]

    private let theme: Theme

    init() throws { theme = try #require(try Theme.builtIn().first) }

    /// Two philosophers, one of whom holds a fork; what each could do.
    private var sample: (trace: Trace, status: RunStatus) {
        var run = TraceBuilder()
        let main = run.thread("MainThread")
        run.begin(main)
        let forks = ["fork A", "fork B"].map { run.resource(.lock, $0) }
        let diners = ["Kant", "Hume", "Plato"].map { run.thread($0) }
        for diner in diners { run.begin(diner) }
        run.at(0.3)
        run.join(main, diners[0])
        run.acquire(diners[0], forks[0])
        run.block(diners[2], on: forks[0])
        let step = run.trace.stepCount
        var status = RunStatus(
            scenario: "philosophers", title: "Two forks, two hands", schedule: "",
            isPaused: true, now: Instant(nanoseconds: 300_000_000))
        (status.canBeSteered, status.isFree) = (true, true)
        status.wheel = Wheel(
            step: step,
            choices: [
                Wheel.Choice(
                    thread: main, kind: .join, resource: run.trace[diners[0]]?.resource ?? .none, canGo: false
                ),
                Wheel.Choice(thread: diners[0], kind: .acquire, resource: forks[1], canGo: true),
                Wheel.Choice(
                    thread: diners[1], kind: .sleep, resource: .none, canGo: true,
                    deadline: Instant(nanoseconds: 500_000_000)),
                Wheel.Choice(
                    thread: diners[2], kind: .acquire, resource: forks[0], canGo: false, owner: diners[0]),
            ], previewed: diners[0], stopped: [diners[1]])
        return (run.trace, status)
    }

    private func model(_ sample: (trace: Trace, status: RunStatus)) throws -> AppModel {
        var model = AppModel(
            Appearance(themes: [theme], theme: theme.name, glyphs: .unicode), size: Self.sizes[1])
        _ = model.update(.opened(LanesModel(.live, RunReport(sample.status))))
        _ = model.update(.events(sample.trace.events()))
        _ = model.update(.told(RunReport(sample.status)))
        return model
    }

    private func expect(_ model: AppModel, _ size: Size, _ name: String) throws {
        var model = model
        _ = model.update(.terminal(.resize(size)))
        try expectSnapshot(model.frame().frame, "\(name)-\(size)")
    }

    @Test(arguments: sizes) func `each lane says what it could do, or what keeps it from that`(_ size: Size)
        throws
    {
        var model = try model(sample)
        _ = model.update(.terminal(.key(.down)))
        try expect(model, size, "steering")
    }

    @Test(arguments: sizes, [nil, 4, 9]) func `what may be tried, and with how few steps`(
        _ size: Size, _ metAt: Int?
    ) throws {
        var sample = sample
        var dare = ShownDare(task: "have all three wait for a fork")
        dare.fewest = 4
        dare.isCertain = true
        dare.metAt = metAt
        sample.status.dare = dare
        try expect(try model(sample), size, metAt.map { "dare-met-\($0)" } ?? "dare")
    }

    @Test(arguments: sizes) func `what can still come, of all and of each choice`(_ size: Size) throws {
        var sample = sample
        var prospects = Prospects(step: sample.trace.stepCount)
        let steps = try #require(sample.trace.threads(ofSteps: sample.trace.stepCount))
        prospects.ends = [
            Prospects.End(
                words: "deadlocked", message: "Kant waits for lock fork B, held by Hume", isWrong: true,
                count: 3,
                steps: steps + [ThreadID(2), ThreadID(3)]),
            Prospects.End(words: "finished", message: "", isWrong: false, count: 9, steps: steps),
        ]
        (prospects.executions, prospects.wrong, prospects.isComplete, prospects.isRunning) = (
            12, 3, true, false
        )
        prospects.choices = [ThreadID(2): .all, ThreadID(3): .some]
        prospects.noReturn = sample.trace.stepCount
        sample.status.prospects = prospects
        var model = try model(sample)
        _ = model.update(.terminal(.key(.character("e"))))
        try expect(model, size, "prospects")
    }

    @Test(arguments: sizes) func `the ways that a run has gone`(_ size: Size) throws {
        var model = try model(sample)
        let steps = try #require(sample.trace.threads(ofSteps: 3))
        for run in 1...3 {
            let branch = Branch(steps: Array(steps.prefix(run)), thread: ThreadID(2), run: run)
            _ = model.update(.branched(branch, sample.trace.events()))
            if run == 2 { _ = model.update(.returned(run: 1, nil)) }
        }
        _ = model.update(.terminal(.key(.character("b"))))
        try expect(model, size, "ways")
    }
}
