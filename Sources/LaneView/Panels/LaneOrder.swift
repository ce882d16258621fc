import ThreadTrace

/// In which order lanes stand.
enum LaneOrder: CaseIterable, Hashable, Sendable {
    case creation, name, state
    /// Who has waited longest comes first.
    case waiting
    /// Who acted last comes first.
    case active

    var next: LaneOrder {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    /// After what is sorted, in a word.
    var word: String { self == .active ? "active first" : "by \(self)" }

    /// Threads in this order; those that it does not tell apart in order of creation. `threads` must be in that order.
    func sorted(_ threads: [ThreadID], at moment: Trace.Moment, names: (ThreadID) -> String) -> [ThreadID] {
        switch self {
        case .creation: return threads
        case .name:
            // `guest-9` before `guest-10`.
            return threads.map { (key: NameKey(names($0)), thread: $0) }
                .sorted { ($0.key, $0.thread) < ($1.key, $1.thread) }.map(\.thread)
        case .state:
            var groups = [[ThreadID]](repeating: [], count: Activity.allCases.count)
            for thread in threads {
                let activity = moment.state(of: thread).activity
                groups[Self.byUrgency.firstIndex(of: activity) ?? 0].append(thread)
            }
            return Array(groups.joined())
        case .waiting:
            // As plain numbers, which are compared faster than instants of another module.
            var waiting: [(since: Int64, thread: ThreadID)] = []
            var others: [ThreadID] = []
            for thread in threads {
                let state = moment.state(of: thread)
                if state.isWaiting {
                    waiting.append((state.since.nanoseconds, thread))
                } else {
                    others.append(thread)
                }
            }
            return waiting.sorted {
                $0.since == $1.since ? $0.thread.number < $1.thread.number : $0.since < $1.since
            }.map(\.thread) + others
        case .active:
            // Ended ones do nothing more, however lately they ended.
            return threads.map { thread in
                let step = moment.lastEvent(of: thread)?.step ?? 0
                return (
                    isDone: moment.state(of: thread).activity == .done, step: step, number: thread.number
                )
            }
            .sorted {
                if $0.isDone != $1.isDone { return !$0.isDone }
                return $0.step == $1.step ? $0.number < $1.number : $0.step > $1.step
            }
            .map { ThreadID($0.number) }
        }
    }

    /// What needs looking at before what does not.
    private static let byUrgency: [Activity] = [
        .failed, .deadlocked, .running, .ready, .waiting, .sleeping, .new, .done,
    ]
}

/// A name as people sort it: the number at its end counts as a number.
private struct NameKey: Comparable {
    private let stem: Substring
    private let number: Int

    init(_ name: String) {
        let digits = name.utf8.reversed().prefix { (48...57).contains($0) }.count
        stem = name.dropLast(digits)
        number = Int(name.suffix(digits)) ?? -1
    }

    static func < (left: NameKey, right: NameKey) -> Bool {
        (left.stem, left.number) < (right.stem, right.number)
    }
}
