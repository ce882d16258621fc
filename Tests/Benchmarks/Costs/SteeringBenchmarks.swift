import Dispatch
import LaneCanvas
import LaneView
import Synchronization
import Themes
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What it costs to go another way from a moment of the past, to see what can still come of it, and to know the fewest steps of a dare.
func steeringBenchmarks() {
    claim(
        "From a choice in the past to the first frame of the other way, on threads of the system",
        [
            Figure("behind 100 steps", "µs", aim: 100_000), Figure("behind 1,000 steps", "µs", aim: 100_000),
            Figure("1,000 against 100", "%", aim: 1_000),
        ]
    ) {
        let (short, long) = (try Branching(100).cost(), try Branching(1_000).cost())
        return [short / 1e3, long / 1e3, 100 * long / short]
    }
    claim(
        "A frame of 200×60 while all ways from a moment are searched beside it",
        [
            Figure("with the search", "µs on the wall", aim: 4_000), Figure("without", "µs on the wall"),
            Figure("with against without", "%"),
        ]
    ) {
        var branching = try Branching(1_000)
        let alone = branching.frames(60)
        let isOver = Mutex(false)
        let done = DispatchSemaphore(value: 0)
        let steps = branching.steps
        DispatchQueue(label: "search", qos: .utility).async {
            let search = OutlookSearch(.counting, behind: Array(steps.prefix(900)))
            while !isOver.withLock({ $0 }) { _ = try? search.advance(by: 50) }
            done.signal()
        }
        let beside = branching.frames(60)
        isOver.withLock { $0 = true }
        done.wait()
        return [beside / 1e3, alone / 1e3, 100 * beside / alone]
    }
    claim(
        "The fewest steps until two threads wait for each other, and that there are no fewer",
        [Figure("lots and proof", "µs"), Figure("a moment of the proof", "ns")]
    ) {
        var moments = 0
        let cost = try Cost {
            let search = DareSearch(.embrace, Dare("", .deadlock))
            while try search.advance(by: 1_000) {}
            precondition(search.fewest.isCertain)
            moments = search.moments
        }
        let lots = try Cost { _ = try DareWalks(.embrace, Dare("", .deadlock)).shortest() }
        return [cost.elapsed / 1e3, (cost.elapsed - lots.elapsed) / Double(max(moments, 1))]
    }
}

/// A run that somebody looks back in.
private struct Branching {
    let steps: [ThreadID]
    private var model: AppModel
    private let trace: Trace

    init(_ count: Int) throws {
        let run = Run(.counting, schedule: .random(seed: 1), speed: .max, maxSteps: count)
        let news = run.subscribe()
        try run.start()
        run.wait()
        var trace = Trace()
        trace.append(news.take())
        self.trace = trace
        steps = trace.threads(ofSteps: count) ?? []
        precondition(steps.count == count)
        let themes = try Theme.builtIn()
        model = AppModel(
            Appearance(themes: themes, theme: themes[0].name, glyphs: .unicode),
            size: Size(columns: 200, rows: 60))
        var status = RunStatus(scenario: "counting", title: "", isPaused: true, now: trace.end)
        status.canBeSteered = true
        _ = model.update(.opened(LanesModel(.live, RunReport(status))))
        _ = model.update(.events(trace.events()))
        _ = model.frame()
    }

    /// Nanoseconds on the wall.
    func cost() throws -> Double {
        var model = model
        var other: Run?
        let cost = try Cost {
            let run = Run(
                .counting, schedule: .controlled(prefix: steps, then: .random(seed: 2), isFree: true),
                isPaused: true)
            let news = run.subscribe()
            try run.start()
            run.step(times: steps.count)
            while !run.stands(behind: steps.count, within: .milliseconds(20)) {}
            let batch = news.take()
            var new = Trace()
            new.append(batch)
            precondition(new.firstStep(differingFrom: trace, before: steps.count) == nil)
            _ = model.update(.branched(Branch(steps: steps, thread: nil, run: 1), batch))
            _ = model.frame()
            other = run
        }
        other?.end(within: .seconds(1))
        return cost.elapsed
    }

    /// Nanoseconds on the wall of one of so many frames, each of another moment.
    mutating func frames(_ count: Int) -> Double {
        let cost = Cost {
            for _ in 0..<count {
                _ = model.update(.terminal(.key(.left)))
                _ = model.frame()
            }
        }
        return cost.elapsed / Double(count)
    }
}

extension Scenario {
    /// Four threads that count, for longer than is looked at.
    fileprivate static let counting = Scenario("counting", title: "", summary: "") {
        let lock = Lock("lock")
        let counter = Shared("counter", 0)
        let threads = (0..<4).map { _ in
            Thread { for _ in 0..<200 { try lock.withLock { try counter.modify { $0 + 1 } } } }
        }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }

    fileprivate static let embrace = Scenario("embrace", title: "", summary: "") {
        let locks = [Lock("a"), Lock("b")]
        let threads = (0..<2).map { number in
            Thread { try locks[number].withLock { try locks[1 - number].withLock {} } }
        }
        for thread in threads { try thread.start() }
        for thread in threads { try thread.join() }
    }
}
