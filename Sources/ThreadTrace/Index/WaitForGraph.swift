/// Who waits for whom when nobody can go on.
package struct WaitForGraph: Hashable, Sendable {
    /// One thread, what it waits for, and who would have to act: nobody in particular when `owner` is nil.
    package struct Wait: Hashable, Sendable {
        package var thread: ThreadID
        package var resource: ResourceID
        package var owner: ThreadID?

        package init(thread: ThreadID, resource: ResourceID, owner: ThreadID?) {
            self.thread = thread
            self.resource = resource
            self.owner = owner
        }
    }

    package let waits: [Wait]

    /// One wait a thread at most.
    package init(_ waits: [Wait]) { self.waits = waits }

    /// The waits of a cycle, each one's owner being the next one's thread, starting with the lowest thread; empty when
    /// there is none. Every thread waits for one thing, so following owners finds it: O(waits).
    package var cycle: [Wait] {
        // In a circle everybody is waited for: of very many waits few come into question.
        let owners = Set(waits.compactMap(\.owner))
        let links = waits.filter { owners.contains($0.thread) }
        let byThread = Dictionary(links.map { ($0.thread, $0) }, uniquingKeysWith: { first, _ in first })
        var walkOf: [ThreadID: Int] = [:]
        for (number, start) in links.enumerated() {
            var path: [Wait] = []
            var current: Wait? = start
            while let wait = current, walkOf[wait.thread] == nil {
                walkOf[wait.thread] = number
                path.append(wait)
                current = wait.owner.flatMap { byThread[$0] }
            }
            guard let closing = current, walkOf[closing.thread] == number,
                let first = path.firstIndex(where: { $0.thread == closing.thread })
            else { continue }
            let cycle = Array(path[first...])
            let lowest = cycle.indices.min { cycle[$0].thread < cycle[$1].thread } ?? 0
            return Array(cycle[lowest...] + cycle[..<lowest])
        }
        return []
    }
}
