import ThreadTrace

/// What an analysis says about a run: something that went wrong, or could have.
package struct Finding: Hashable, Sendable {
    /// What sort of thing it is; the raw value is the word for it on the command line and in files.
    package enum Kind: String, CaseIterable, Sendable {
        case dataRace = "race"
        case lostUpdate = "lost-update"
        case lockOrderInversion = "lock-order"
        case deadlock
        /// A thread threw, or what it says must be so was not.
        case failure
        case lostWakeUp = "lost-wakeup"
        /// For information: somebody had to wait while others who came later did not, `Overtaking.fewest` times or more.
        case starvation
        case lockHeldAtEnd = "held-lock"
    }

    package let kind: Kind
    /// Numbers of the events that show it, in the order of the description.
    package let events: [Int]
    /// Who took part, in the order of the description, none twice.
    package let threads: [ThreadID]
    /// What it is about, in the order of the description.
    package let resources: [ResourceID]
    /// Where each of `events` is in the source, where that is known.
    package let places: [SourceLocation?]
    /// One sentence without a full stop, with the names that threads and resources had when it was found.
    package let description: String

    /// - Parameter description: what is said of it, from the names.
    init(
        _ kind: Kind, events: [Int], threads: [ThreadID], resources: [ResourceID], in trace: Trace,
        _ description: (Names) -> String
    ) {
        self.kind = kind
        self.events = events
        var known: Set<ThreadID> = []
        self.threads = threads.filter { known.insert($0).inserted }
        self.resources = resources
        places = events.map { trace[trace[$0].source] }
        self.description = description(Names(trace: trace))
    }

    /// Words for what events, threads and resources are called.
    struct Names {
        let trace: Trace

        subscript(thread: ThreadID) -> String {
            guard let name = trace[thread]?.name, !name.isEmpty else { return "thread \(thread)" }
            return name
        }

        subscript(resource: ResourceID) -> String {
            guard let name = trace[resource]?.name, !name.isEmpty else {
                return "resource \(resource.number)"
            }
            return name
        }

        /// " at File.swift:23", or at which step where the place is not known.
        func at(_ event: Int) -> String {
            guard let place = trace[trace[event].source] else { return " at step \(trace[event].step)" }
            return " at \(place.words)"
        }
    }
}
