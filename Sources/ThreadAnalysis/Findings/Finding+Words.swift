/// What findings are called.
extension Finding.Kind {
    /// `2 updates lost`.
    package func counted(_ count: Int) -> String {
        let s = count == 1 ? "" : "s"
        return switch self {
        case .dataRace: "\(count) data race\(s)"
        case .lostUpdate: "\(count) update\(s) lost"
        case .lockOrderInversion: "\(count) lock order\(s) that can deadlock"
        case .deadlock: "\(count) deadlock\(s)"
        case .failure: "\(count) thread\(s) failed"
        case .lostWakeUp: "\(count) wake-up\(s) lost"
        case .starvation: "\(count) thread\(s) overtaken"
        case .lockHeldAtEnd: "\(count) lock\(s) held at the end"
        }
    }

    /// A heading.
    package var title: String {
        switch self {
        case .dataRace: "data race"
        case .lostUpdate: "lost update"
        case .lockOrderInversion: "lock order that can deadlock"
        case .deadlock: "deadlock"
        case .failure: "failure"
        case .lostWakeUp: "lost wake-up"
        case .starvation: "overtaken"
        case .lockHeldAtEnd: "lock held at the end"
        }
    }

    /// Whether it is certain that something is wrong, or could go wrong, and no verdict says so.
    fileprivate var isBesideVerdict: Bool {
        switch self {
        case .dataRace, .lostUpdate, .lockOrderInversion, .lostWakeUp, .lockHeldAtEnd: true
        case .deadlock, .failure, .starvation: false
        }
    }
}

extension Finding {
    /// Those that are certain and that the verdict does not say: a deadlock tells of the lock orders that led to it as well.
    package static func besideVerdict(_ all: [Finding]) -> [Finding] {
        let circles = all.filter { $0.kind == .deadlock }.map { Set($0.resources) }
        return all.filter { finding in
            finding.kind.isBesideVerdict
                && !(finding.kind == .lockOrderInversion
                    && circles.contains { $0.isSuperset(of: finding.resources) })
        }
    }
}

extension Findings {
    /// How many there are of each kind that has any and that the verdict does not say, those included for which there was no room.
    package func countsBesideVerdict(of all: [Finding]) -> [(kind: Finding.Kind, count: Int)] {
        let beside = Finding.besideVerdict(all)
        return counts(of: all).compactMap { kind, count in
            let said = all.count { $0.kind == kind } - beside.count { $0.kind == kind }
            return kind.isBesideVerdict && count > said ? (kind, count - said) : nil
        }
    }

    /// How many there are of each kind that has any, those included for which there was no room, in the order of the kinds.
    package func counts(of all: [Finding]) -> [(kind: Finding.Kind, count: Int)] {
        Finding.Kind.allCases.compactMap { kind in
            let count = max(count(of: kind), all.count { $0.kind == kind })
            return count > 0 ? (kind, count) : nil
        }
    }
}
