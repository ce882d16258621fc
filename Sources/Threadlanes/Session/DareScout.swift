import Dispatch
import LaneView
import Synchronization
import ThreadExplorer
import ThreadRuntime

/// Looks, in the background, for the fewest steps that meet a scenario's dare.
final class DareScout: Sendable {
    /// So many moments are come to between two looks whether anybody still wants to know: some ten milliseconds.
    private static let portion = 500

    private struct State {
        var isWanted = false
        var isSearching = false
        var isDone = false
        var dare: ShownDare
    }

    private let scenario: Scenario
    private let task: Dare
    private let queue = DispatchQueue(label: "dare", qos: .utility)
    private let state: Mutex<State>
    private let wake: @Sendable () -> Void

    /// - Parameter wake: called by any thread when there is more to tell.
    init(_ scenario: Scenario, _ dare: Dare, wake: @escaping @Sendable () -> Void) {
        self.scenario = scenario
        task = dare
        self.wake = wake
        state = Mutex(State(dare: ShownDare(task: dare.task)))
    }

    /// What is known by now; who asks for the first time has it looked for.
    var dare: ShownDare {
        let (dare, begins) = state.withLock { state in
            state.isWanted = true
            let begins = !state.isSearching && !state.isDone
            if begins { (state.isSearching, state.dare.isLooking) = (true, true) }
            return (state.dare, begins)
        }
        if begins { queue.async { [self] in search() } }
        return dare
    }

    /// Nobody asks any more, for now.
    func stop() { state.withLock { $0.isWanted = false } }

    private func search() {
        let search = DareSearch(scenario, task) { [self] in state.withLock { $0.isWanted } }
        while true {
            // A scenario that does something else each time has no fewest.
            let hasMore = (try? search.advance(by: Self.portion)) ?? false
            let fewest = search.fewest
            let (goesOn, isNews) = state.withLock { state in
                let before = state.dare
                let goesOn = hasMore && state.isWanted
                // Broken off, it begins anew when somebody asks again.
                state.isDone = !hasMore && state.isWanted
                state.isSearching = goesOn
                state.dare.fewest = fewest.steps?.count
                state.dare.isCertain = fewest.isCertain
                state.dare.isLooking = goesOn
                return (goesOn, state.dare != before)
            }
            if isNews { wake() }
            if !goesOn { return }
        }
    }
}
