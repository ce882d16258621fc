import Dispatch
import LaneView
import Synchronization
import ThreadExplorer
import ThreadModel
import ThreadRuntime
import ThreadTrace

/// Looks, in the background, for what can still come of the moment that is shown.
final class Lookout: Sendable {
    /// So many executions are run from a moment, and from each choice there.
    private static let limits = (moment: 2_000, choice: 500)
    /// So many between two looks whether another moment is shown.
    private static let portion = 50

    /// A moment, and who could go there.
    struct Moment: Equatable, Sendable {
        let steps: [ThreadID]
        let able: [ThreadID]
        /// All that was done in the run that is shown, where it has gone wrong: it is asked when that could no longer be helped.
        let whole: [ThreadID]?
    }

    private struct State {
        /// Grows with each moment: who looks for an earlier one stops.
        var number = 0
        var found: Prospects?
    }

    private let scenario: Scenario
    private let queue = DispatchQueue(label: "lookout", qos: .utility)
    private let state = Mutex(State())
    private let wake: @Sendable () -> Void

    /// - Parameter wake: called by any thread when there is more to tell.
    init(_ scenario: Scenario, wake: @escaping @Sendable () -> Void) {
        self.scenario = scenario
        self.wake = wake
    }

    /// What is known by now.
    var found: Prospects? { state.withLock { $0.found } }

    /// Another moment is shown: only what comes of it matters.
    func look(from moment: Moment) {
        let number = state.withLock { state in
            state.number += 1
            state.found = Prospects(step: moment.steps.count)
            return state.number
        }
        queue.async { [self] in
            do {
                try search(moment, number)
            } catch {
                tell(number) { $0.failure = "the scenario does something else each time" }
            }
            tell(number) { $0.isRunning = false }
        }
    }

    /// Nobody wants to know any more.
    func stop() {
        state.withLock { state in
            state.number += 1
            state.found = nil
        }
    }

    private func isWanted(_ number: Int) -> Bool { state.withLock { $0.number == number } }

    private func tell(_ number: Int, _ change: (inout Prospects) -> Void) {
        let isTold = state.withLock { state in
            guard state.number == number, var found = state.found else { return false }
            change(&found)
            state.found = found
            return true
        }
        if isTold { wake() }
    }

    private func search(_ moment: Moment, _ number: Int) throws {
        try outlook(moment.steps, Self.limits.moment, number) { outlook in
            tell(number) { $0.take(outlook) }
        }
        for thread in moment.able {
            try outlook(moment.steps + [thread], Self.limits.choice, number) { outlook in
                tell(number) { $0.choices[thread] = outlook.prospect.map(Prospects.Share.init) }
            }
        }
        let lost: [ThreadID]? =
            moment.whole
            ?? (found.map { $0.isComplete && $0.wrong == $0.executions } == true ? moment.steps : nil)
        guard let lost, isWanted(number) else { return }
        let step = try NoReturn.step(scenario, along: lost, limit: Self.limits.moment) { isWanted(number) }
        tell(number) { $0.noReturn = step }
    }

    private func outlook(
        _ steps: [ThreadID], _ limit: Int, _ number: Int, _ tell: (Outlook) -> Void
    ) throws {
        let search = OutlookSearch(scenario, behind: steps)
        while isWanted(number), search.outlook.executions < limit {
            let hasMore = try search.advance(by: Self.portion)
            tell(search.outlook)
            if !hasMore { return }
        }
    }
}

extension Prospects {
    fileprivate mutating func take(_ outlook: Outlook) {
        (executions, wrong, isComplete) = (outlook.executions, outlook.wrong, outlook.isComplete)
        ends = outlook.ends.map { end in
            let words: String =
                switch end.bug {
                case .lostUpdate: "an update is lost"
                case .deadlock, .failure, nil: end.verdict.outcome.word
                }
            return End(
                words: words, message: end.verdict.message, isWrong: end.bug != nil, count: end.count,
                steps: end.schedule)
        }
    }
}

extension Prospects.Share {
    fileprivate init(_ prospect: Outlook.Prospect) {
        switch prospect {
        case .none: self = .none
        case .some: self = .some
        case .all: self = .all
        }
    }
}
