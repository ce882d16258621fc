import ThreadModel
import ThreadTrace

/// Looks on as a controlled run goes its way, until a dare is met.
///
/// A step costs O(1), and O(threads) where it matters who waits.
package struct DareWatch: Sendable {
    private let goal: Dare.Goal
    /// How many steps it took; nil while it is not met.
    package private(set) var metAt: Int?
    private var updates = UpdateWatch()
    /// Who waits to acquire what, and how often others have since.
    private var overtaken: [ThreadID: Overtaken] = [:]

    private struct Overtaken: Hashable, Sendable {
        let resource: ResourceID
        var times = 0
    }

    package init(_ dare: Dare) { goal = dare.goal }

    /// What of the past decides what meets the dare from here on, beside all that the execution itself knows.
    package var progress: Int { overtaken.isEmpty ? 0 : overtaken.hashValue }

    /// Everyone stands. Once more for the same step does no harm.
    package mutating func look(_ situation: Situation) {
        switch goal {
        case .waiting(let threads):
            let waiting = situation.blocked.count { candidate in
                candidate.request.resource != .none
                    && situation.kind(of: candidate.request.resource) != .thread
            }
            if waiting >= threads { meet(Int(situation.steps)) }
        case .sleeping(let threads):
            let sleeping = (situation.enabled + situation.blocked).count { $0.request.operation == .sleep }
            if sleeping >= threads { meet(Int(situation.steps)) }
        case .overtaking:
            for candidate in situation.blocked where candidate.request.operation == .acquire {
                let resource = candidate.request.resource
                if overtaken[candidate.thread]?.resource != resource {
                    overtaken[candidate.thread] = Overtaken(resource: resource)
                }
            }
        case .deadlock, .failure, .lostUpdate: break
        }
    }

    /// This thread's operation takes effect next.
    package mutating func take(_ thread: ThreadID, _ situation: Situation) {
        let request = situation.lastRequest(of: thread)
        switch (goal, request.operation) {
        case (.failure, .fail): meet(situation.step)
        case (.lostUpdate, .read), (.lostUpdate, .write):
            guard situation.kind(of: request.resource) == .shared else { break }
            updates.take(request, by: thread)
            if updates.lost > 0 { meet(situation.step) }
        case (.overtaking(let times), let operation):
            overtaken[thread] = nil
            guard operation == .acquire else { break }
            for (other, wait) in overtaken where wait.resource == request.resource {
                overtaken[other]?.times += 1
                if wait.times + 1 >= times { meet(situation.step) }
            }
        default: break
        }
    }

    /// The run is over.
    package mutating func end(_ ending: Ending, _ situation: Situation) {
        guard case .deadlocked(let graph) = ending else { return }
        switch goal {
        case .deadlock: meet(Int(situation.steps))
        case .waiting(let threads):
            // They wait no more: the run is over.
            let waiting = graph.waits.count { situation.kind(of: $0.resource) != .thread }
            if waiting >= threads { meet(Int(situation.steps)) }
        case .failure, .lostUpdate, .sleeping, .overtaking: break
        }
    }

    private mutating func meet(_ steps: Int) { if metAt == nil { metAt = steps } }
}
