import CFibers
import Glibc
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What it costs to run a scenario again and again without a screen, as a search does.
func executionBenchmarks() {
    claim(
        "A switch between fibers",
        [Figure("a switch", "ns"), Figure("bare pthread_mutex lock and unlock", "ns")]
    ) {
        let mutex = BareMutex()
        let bare = nanoseconds {
            for _ in 0..<PingPong.switches {
                mutex.lock()
                mutex.unlock()
            }
        }
        return [PingPong().nanosecondsPerSwitch, bare / Double(PingPong.switches)]
    }
    claim(
        "Three threads, each twice lock, read, write, unlock, under random(seed), tracing off",
        [
            Figure("an execution on fibers", "ns", aim: 10_000),
            Figure("the same on OS threads, on the wall", "ns"),
            Figure("executions a second on fibers", "1/s"), Figure("times as many as on OS threads", "×"),
        ]
    ) {
        let onFibers = try executionCost(2_000, .fibers(FiberStacks()))
        let onThreads = try executionCost(200, .threads)
        return [onFibers, onThreads, 1e9 / onFibers, onThreads / onFibers]
    }
}

/// What it costs to go through all executions that differ.
func explorationBenchmarks() {
    claim(
        "Verifying three threads, each twice lock, read, write, unlock",
        [
            Figure("all 90 executions", "µs", aim: 5_000), Figure("executions a second", "1/s", aim: 200_000),
            Figure("against as many by lot", "%"),
        ]
    ) {
        let verified = try Cost {
            for _ in 0..<10 {
                let explorer = Exploration().makeExplorer(.locked)
                while try explorer.next() != nil {}
                precondition(explorer.tally.executions == 90)
            }
        }
        var lots = Exploration()
        lots.strategy = .random
        lots.runs = 900
        let drawn = try Cost {
            let explorer = lots.makeExplorer(.locked)
            while try explorer.next() != nil {}
        }
        return [
            verified.elapsed / 10_000, 1e9 * 900 / verified.elapsed, 100 * verified.elapsed / drawn.elapsed,
        ]
    }
}

/// What two threads search beside each other, and what a search leaves behind.
func partedSearchBenchmarks() {
    claim(
        "Four threads, each twice lock, read, write, unlock: 2,520 executions by two threads, against one",
        [Figure("times as fast, in tenths", "", aim: 18), Figure("executions a second", "1/s")]
    ) {
        let exploration = Exploration()
        let scenario = Scenario.locked(threads: 4)
        let parts = try exploration.parts(of: scenario, workers: 1)
        func search(_ jobs: Int) throws -> Double {
            try Cost {
                let state = try PartedSearch(scenario, exploration, parts, jobs: jobs).run()
                precondition(state.tally.executions == 2_520)
            }.elapsed
        }
        let (alone, together) = (try search(1), try search(2))
        return [10 * alone / together, 1e9 * 2_520 / together]
    }

    claim(
        "A million executions by lot: memory at the end, against after ten thousand", samples: 1, missing: [],
        [Figure("resident", "%", aim: 110)]
    ) {
        var lots = Exploration()
        lots.strategy = .random
        lots.runs = 1_000_000
        let explorer = lots.makeExplorer(.locked(threads: 2))
        var early = 0.0
        while try explorer.next() != nil {
            if explorer.tally.executions == 10_000 { early = Double(Memory().resident) }
        }
        return [100 * Double(Memory().resident) / early]
    }
}

extension Scenario {
    fileprivate static let locked = locked(threads: 3)

    fileprivate static func locked(threads count: Int) -> Scenario {
        Scenario("locked", title: "", summary: "") {
            let lock = Lock("lock")
            let counter = Shared("counter", 0)
            let threads = (0..<count).map { _ in
                Thread {
                    for _ in 0..<2 {
                        try lock.acquire()
                        try counter.write(counter.read() + 1)
                        try lock.release()
                    }
                }
            }
            for thread in threads { try thread.start() }
            for thread in threads { try thread.join() }
        }
    }
}

/// Nanoseconds on the wall of one of so many executions.
private func executionCost(_ count: Int, _ carrier: CarrierKind) throws -> Double {
    let cost = try Cost {
        for seed in 0..<UInt64(count) {
            let run = Run(.locked, schedule: .random(seed: seed), speed: .max, carrier: carrier)
            try run.start()
            run.wait()
        }
    }
    return cost.elapsed / Double(count)
}

/// Two contexts that do nothing but switch to each other.
private final class PingPong {
    static let switches = 200_000
    private static let stackBytes = 64 * 1024

    private let host = UnsafeMutablePointer<fiber>.allocate(capacity: 1)
    private let guest = UnsafeMutablePointer<fiber>.allocate(capacity: 1)

    deinit {
        host.deallocate()
        guest.deallocate()
    }

    var nanosecondsPerSwitch: Double {
        host.initialize(to: fiber())
        guest.initialize(to: fiber())
        guard let stack = fiber_stack_allocate(Self.stackBytes) else { return .nan }
        defer { fiber_stack_free(stack, Self.stackBytes) }
        fiber_make(
            guest, stack, Self.stackBytes,
            { argument in
                guard let pair = argument.map({ Unmanaged<PingPong>.fromOpaque($0) }) else { return }
                let (host, guest) = pair.takeUnretainedValue().contexts
                while true { fiber_switch(guest, host) }
            }, Unmanaged.passUnretained(self).toOpaque())
        let cost = nanoseconds { for _ in 0..<Self.switches / 2 { fiber_switch(host, guest) } }
        return cost / Double(Self.switches)
    }

    private var contexts: (UnsafeMutablePointer<fiber>, UnsafeMutablePointer<fiber>) { (host, guest) }
}
