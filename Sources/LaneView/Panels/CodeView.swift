import ThreadTrace
import Themes

/// Which source the code panel shows, and which threads stand where in it.
struct CodeView {
    let file: String
    /// The selected thread's line, or its last one when it is done, counted from 1; nil before its first operation.
    let line: Int?
    /// The threads on each line, the selected one first.
    let threads: [Int: [ThreadID]]

    /// How many threads are looked for. A source with more of them at once could not be read anyway; those in view and the
    /// selected one are always looked for.
    private static let reach = 256

    /// nil when the source of what is selected, and of the scenario, is not known.
    init?(_ scene: Scene, selected: ThreadID?, visible: some Sequence<ThreadID>) {
        let known = { (thread: ThreadID) in
            scene.moment.source(of: thread) { scene.sources.contains($0.file) }
        }
        if let own = selected.flatMap(known) {
            file = own.file
            line = Int(own.line)
        } else if scene.sources.contains(scene.status.file) {
            file = scene.status.file
            line = nil
        } else {
            return nil
        }
        var threads: [Int: [ThreadID]] = [:]
        var seen: Set<ThreadID> = []
        for thread in [selected].compactMap(\.self) + visible + scene.trace.threadIDs.prefix(Self.reach)
        where seen.insert(thread).inserted {
            let activity = scene.moment.state(of: thread).activity
            guard activity.isAlive || activity == .failed, let place = known(thread),
                place.file == file
            else { continue }
            threads[Int(place.line), default: []].append(thread)
        }
        self.threads = threads
    }
}
