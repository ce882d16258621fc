import ThreadTrace

/// Which threads ever came to which resource: by an operation on it, or by waiting for it.
///
/// A bit for each thread up to the highest that did: 10,000 threads at one lock take 1,250 bytes.
package struct ResourceUsers: Sendable {
    private var words: [[UInt64]] = []

    mutating func fold(_ event: Event) {
        guard event.resource != .none, event.thread != .runtime, event.kind != .defineThread else { return }
        let resource = Int(event.resource.number)
        while words.count <= resource { words.append([]) }
        let (word, bit) = Int(event.thread.number).quotientAndRemainder(dividingBy: 64)
        while words[resource].count <= word { words[resource].append(0) }
        words[resource][word] |= 1 << UInt64(bit)
    }

    /// Whether the thread ever came to the resource. O(1).
    package func contains(_ thread: ThreadID, of resource: ResourceID) -> Bool {
        let (word, bit) = Int(thread.number).quotientAndRemainder(dividingBy: 64)
        guard words.indices.contains(Int(resource.number)) else { return false }
        let users = words[Int(resource.number)]
        return users.indices.contains(word) && users[word] & 1 << UInt64(bit) != 0
    }

    /// How many threads came to the resource. O(threads / 64).
    package func count(of resource: ResourceID) -> Int {
        guard words.indices.contains(Int(resource.number)) else { return 0 }
        return words[Int(resource.number)].reduce(0) { $0 + $1.nonzeroBitCount }
    }
}
