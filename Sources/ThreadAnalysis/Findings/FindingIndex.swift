import Algorithms
import ThreadTrace

/// Findings as they are looked up: in order of time, and by the events that show them. Made anew whenever there are others, so that a
/// frame costs what it shows of them.
///
/// Who waited longest is not among them: that changes with time.
package struct FindingIndex: Sendable {
    /// An event that shows a finding.
    package struct Mark: Hashable, Sendable {
        package let event: Int
        /// Its place in `findings`.
        package let finding: Int
        /// The event with which it became certain.
        package let certainty: Int
    }

    /// In the order of their moments.
    package let findings: [Finding]
    /// How many there are of each kind that has any, those included for which there was no room.
    package let counts: [(kind: Finding.Kind, count: Int)]
    /// The same of those that the verdict does not say.
    package let countsBesideVerdict: [(kind: Finding.Kind, count: Int)]
    /// By thread, in the order of events.
    private let marks: [ThreadID: [Mark]]
    /// For which of the states of `Findings` it was made.
    let revision: Int

    package init() { (findings, counts, countsBesideVerdict, marks, revision) = ([], [], [], [:], 0) }

    /// O(findings · log findings + threads that wait).
    package init(_ found: Findings, in trace: Trace) {
        findings = Finding.byMoment(found.certain(in: trace))
        counts = found.counts(of: findings)
        countsBesideVerdict = found.countsBesideVerdict(of: findings)
        revision = found.revision
        var marks: [ThreadID: [Mark]] = [:]
        for (place, finding) in findings.enumerated() {
            for event in Set(finding.events) {
                let mark = Mark(event: event, finding: place, certainty: finding.certainty)
                marks[trace[event].thread, default: []].append(mark)
            }
        }
        self.marks = marks.mapValues { $0.sorted { ($0.event, $0.finding) < ($1.event, $1.finding) } }
    }

    /// The events of a thread that show something, of those with these numbers. O(log marks).
    package func marks(of thread: ThreadID, in events: Range<Int>) -> ArraySlice<Mark> {
        guard let all = marks[thread] else { return [] }
        let first = all.partitioningIndex { $0.event >= events.lowerBound }
        return all[first...].prefix { $0.event < events.upperBound }
    }
}

extension Finding {
    /// The last of its events, with which it became certain.
    package var certainty: Int { events.max() ?? 0 }

    /// The event at which it is seen best: the one with which it became certain. That somebody waits for ever for a notification
    /// that nobody got is certain late, and seen at the notification.
    package var moment: Int { kind == .lostWakeUp ? events.first ?? 0 : certainty }

    /// In the order of their moments; those of one moment stay as they are.
    static func byMoment(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().map { (moment: $0.element.moment, place: $0.offset) }
            .sorted { ($0.moment, $0.place) < ($1.moment, $1.place) }
            .map { findings[$0.place] }
    }
}
