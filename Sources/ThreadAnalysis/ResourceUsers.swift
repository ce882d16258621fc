import BitCollections
import ThreadTrace

/// Which threads ever came to which resource: by an operation on it, or by waiting for it.
///
/// A bit for each thread up to the highest that did: 10,000 threads at one lock take 1,250 bytes.
package struct ResourceUsers: Sendable {
    private var users: [BitSet] = []

    mutating func fold(_ event: Event) {
        guard event.resource != .none, event.thread != .runtime, event.kind != .defineThread else { return }
        let resource = Int(event.resource.number)
        while users.count <= resource { users.append([]) }
        users[resource].insert(Int(event.thread.number))
    }

    /// Whether the thread ever came to the resource. O(1).
    package func contains(_ thread: ThreadID, of resource: ResourceID) -> Bool {
        users.indices.contains(Int(resource.number))
            && users[Int(resource.number)].contains(Int(thread.number))
    }

    /// How many threads came to the resource. O(threads / 64).
    package func count(of resource: ResourceID) -> Int {
        users.indices.contains(Int(resource.number)) ? users[Int(resource.number)].count : 0
    }
}
