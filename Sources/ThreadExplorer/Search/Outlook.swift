import ThreadModel
import ThreadRuntime
import ThreadTrace

/// What can still come of a moment of an execution: each class of ways to go on from there, run once.
package struct Outlook: Hashable, Sendable {
    /// Ways that end alike.
    package struct End: Hashable, Sendable {
        /// Nil for a good one.
        package let bug: BugKind?
        package let verdict: Verdict
        package fileprivate(set) var count: Int
        /// Who takes each step of the shortest one, from the beginning.
        package fileprivate(set) var schedule: [ThreadID]
    }

    /// The most frequent first.
    package fileprivate(set) var ends: [End] = []
    package fileprivate(set) var executions = 0
    /// Whether there is no other way.
    package fileprivate(set) var isComplete = false

    package init() {}

    /// How many of the ways go wrong.
    package var wrong: Int { ends.lazy.filter { $0.bug != nil }.reduce(0) { $0 + $1.count } }

    /// How many of them go wrong, in a word; nil while that is not known.
    package var prospect: Prospect? {
        let wrong = wrong
        if wrong > 0, wrong < executions { return .some }
        guard isComplete else { return nil }
        return wrong == 0 ? Prospect.none : .all
    }

    /// Which of the ways go wrong.
    package enum Prospect: Hashable, Sendable { case none, some, all }

    fileprivate mutating func add(_ ended: Ended, _ bug: BugKind?) {
        executions += 1
        if let place = ends.firstIndex(where: { $0.bug == bug && $0.verdict == ended.verdict }) {
            ends[place].count += 1
            if ended.schedule.count < ends[place].schedule.count { ends[place].schedule = ended.schedule }
        } else {
            ends.append(End(bug: bug, verdict: ended.verdict, count: 1, schedule: ended.schedule))
        }
    }

    fileprivate mutating func sort() {
        ends.sort { ($0.count, $1.schedule.count) > ($1.count, $0.schedule.count) }
    }
}

/// A search from a moment on, a few executions at a time.
package final class OutlookSearch {
    private let exploration: Exploration
    private let explorer: Explorer
    package private(set) var outlook = Outlook()

    /// - Parameter steps: who took the steps before the moment.
    package init(_ scenario: Scenario, behind steps: [ThreadID], _ exploration: Exploration = Exploration()) {
        self.exploration = exploration
        // Whoever else could have gone before is nobody's business.
        let places = steps.map { Position.Place(thread: $0.number, isClosed: true) }
        explorer = exploration.makeExplorer(scenario, .tree(Position(places: places)))
    }

    /// Runs so many executions more.
    ///
    /// - Returns: whether there are others.
    /// - Throws: `NondeterminismError` where the moment is not come to again.
    @discardableResult
    package func advance(by executions: Int) throws -> Bool {
        for _ in 0..<executions {
            guard let ended = try explorer.next() else {
                outlook.isComplete = true
                break
            }
            outlook.add(ended, exploration.bug(in: ended))
        }
        if explorer.isExhausted { outlook.isComplete = true }
        outlook.sort()
        return !outlook.isComplete
    }
}

/// The first step of an execution after which every way goes wrong, and before which one was left.
package struct NoReturn {
    /// - Parameters:
    ///   - steps: who took each step.
    ///   - limit: so many executions are run from each moment that is looked at.
    /// - Returns: its number, from 1 on; nil where the last moment still has a way out, where there never was one, or where that would
    ///   take too long to find out.
    /// - Complexity: O(log steps) searches.
    package static func step(
        _ scenario: Scenario, along steps: [ThreadID], limit: Int, isWanted: () -> Bool = { true }
    ) throws -> Int? {
        func isLost(behind count: Int) throws -> Bool? {
            let search = OutlookSearch(scenario, behind: Array(steps.prefix(count)))
            while search.outlook.executions < limit, isWanted() {
                // One way that goes well is enough.
                if search.outlook.wrong < search.outlook.executions { return false }
                if try !search.advance(by: min(50, limit)) { break }
            }
            guard search.outlook.isComplete else {
                return search.outlook.wrong < search.outlook.executions ? false : nil
            }
            return search.outlook.wrong == search.outlook.executions
        }
        guard try isLost(behind: steps.count) == true, try isLost(behind: 0) == false else { return nil }
        // Once every way is lost, none comes back.
        var (open, lost) = (0, steps.count)
        while lost - open > 1 {
            let middle = open + (lost - open) / 2
            guard let isLost = try isLost(behind: middle) else { return nil }
            if isLost { lost = middle } else { open = middle }
        }
        return lost
    }
}
