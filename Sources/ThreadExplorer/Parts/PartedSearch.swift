import Dispatch
import Synchronization
import ThreadRuntime

/// A search whose parts are done beside each other, by as many threads of the operating system as it is given.
///
/// Each worker takes a part, searches it to its end, and takes the next: workers share nothing else, so a search is as much faster as
/// there are processors, as long as there are parts left.
package final class PartedSearch: Sendable {
    /// How far a search has come.
    package struct State: Sendable {
        package var tally = Explorer.Tally()
        /// How many executions have a bug.
        package var bugs = 0
        /// The first execution that was found to have one, and the how manieth it was.
        package var first: (ended: Ended, number: Int)?
        /// What is left to be searched.
        package var rest: [Part]
        /// Of the tally, what would be counted again by searching that.
        package var uncertain = Explorer.Tally()
        /// How many parts have been searched to their end.
        package var done = 0
        /// About how much has been searched, from 0 to 1.
        package var covered = 0.0
    }

    private struct Progress {
        var state: State
        /// By worker: how much of the part at hand it has searched.
        var shares: [Double]
        var error: (any Error)?
    }

    /// So many executions go by before the others hear of them.
    private static let stride = 32
    private static let interval = DispatchTimeInterval.milliseconds(100)
    /// Plans are trees as deep as an execution is long.
    private static let stackBytes = 16 << 20

    private let scenario: Scenario
    private let exploration: Exploration
    private let jobs: Int
    private let goesOn: Bool
    private let limit: Int
    private let total: Int
    private let earlier: Int
    private let progress: Guarded<Progress>
    private let isStopped = Atomic(false)

    /// - Parameters:
    ///   - parts: what is to be searched: all of it, or what a search before left.
    ///   - earlier: how many parts were searched before.
    ///   - goesOn: whether a bug does not end it.
    ///   - limit: after about so many executions it ends.
    package init(
        _ scenario: Scenario, _ exploration: Exploration, _ parts: [Part], earlier: Int = 0, jobs: Int = 1,
        goesOn: Bool = false, limit: Int = .max
    ) {
        self.scenario = scenario
        self.exploration = exploration
        self.goesOn = goesOn
        self.jobs = jobs
        self.limit = limit
        self.earlier = earlier
        total = parts.count
        progress = Guarded(
            Progress(state: State(rest: parts.reversed()), shares: Array(repeating: 0, count: jobs)))
    }

    /// How far it has come, by now.
    private var state: State {
        progress.withLock { progress in
            var state = progress.state
            state.rest.reverse()
            let searched = Double(earlier + state.done) + progress.shares.reduce(0, +)
            state.covered = min(1, searched / Double(max(earlier + total, 1)))
            return state
        }
    }

    /// Searches until nothing is left, a bug is found, or `goesOn` says so. The workers stop behind the execution at hand.
    ///
    /// - Parameter goesOn: asked ten times a second, on the calling thread.
    /// - Throws: `NondeterminismError`, and what else is known is lost; when there is no room for a thread.
    package func run(_ goesOn: (State) -> Bool = { _ in true }) throws -> State {
        let ended = DispatchSemaphore(value: 0)
        var threads: [OSThread] = []
        defer {
            stop()
            for thread in threads { thread.join() }
        }
        for worker in 0..<jobs {
            threads.append(
                try OSThread(stackBytes: Self.stackBytes) {
                    self.work(worker)
                    ended.signal()
                })
        }
        var working = jobs
        while working > 0 {
            if ended.wait(timeout: .now() + Self.interval) == .success {
                working -= 1
            } else if !goesOn(state) {
                stop()
            }
        }
        if let error = progress.withLock({ $0.error }) { throw error }
        return state
    }

    private func stop() { isStopped.store(true, ordering: .relaxed) }

    private func work(_ worker: Int) {
        // One part after the other on the same stacks: to map and unmap memory keeps all threads from going on.
        let stacks = FiberStacks()
        do {
            while !isStopped.load(ordering: .relaxed),
                let part = progress.withLock({ $0.state.rest.popLast() })
            {
                try search(part, worker, stacks)
            }
        } catch {
            progress.withLock { $0.error = $0.error ?? error }
            stop()
        }
    }

    private func search(_ part: Part, _ worker: Int, _ stacks: FiberStacks) throws {
        let explorer = exploration.makeExplorer(scenario, part, stacks: stacks)
        var told = Explorer.Tally()
        func tell() {
            let (tally, share) = (explorer.tally, explorer.covered)
            progress.withLock {
                $0.state.tally.add(tally, since: told)
                $0.shares[worker] = share
            }
            told = tally
        }
        while !isStopped.load(ordering: .relaxed), let ended = try explorer.next() {
            let isBug = exploration.bug(in: ended) != nil
            if isBug || explorer.tally.executions % Self.stride == 0 { tell() }
            if explorer.tally.executions >= limit { stop() }
            guard isBug else { continue }
            progress.withLock {
                $0.state.bugs += 1
                if $0.state.first == nil { $0.state.first = (ended, $0.state.tally.executions) }
            }
            if !goesOn { stop() }
        }
        tell()
        progress.withLock {
            if explorer.isExhausted {
                $0.state.done += 1
                $0.shares[worker] = 0
            } else {
                $0.state.rest.append(explorer.rest ?? part)
                if explorer.rest == nil { $0.state.uncertain.add(explorer.tally) }
            }
        }
    }
}
