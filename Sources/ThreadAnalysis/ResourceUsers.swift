import ThreadTrace

/// Which threads ever came to which resource: by an operation on it, or by waiting for it.
///
/// Eight bytes for each resource, as most have two users at most: who made or joins a thread and the thread itself, or the two ends of a
/// queue. Those with more have a set beside, which takes four bytes a user or a bit for each thread, whichever is less.
package struct ResourceUsers: Sendable {
    /// The users of one resource, 0 for nobody; or the number of its set, where there are more than two.
    private struct Users {
        static let isSet = UInt32.max

        var first: UInt32 = 0
        /// `isSet` where `first` is the number of a set.
        var second: UInt32 = 0
    }

    /// By the resource's number.
    private var users: [Users] = []
    private var sets: [UserSet] = []

    mutating func fold(_ event: Event) {
        guard event.resource != .none, event.thread != .runtime, event.kind != .defineThread else { return }
        let resource = Int(event.resource.number)
        while users.count <= resource { users.appendSparingly(Users()) }
        let (known, thread) = (users[resource], event.thread.number)
        if known.second == Users.isSet {
            sets[Int(known.first)].insert(thread)
        } else if known.first == thread || known.second == thread {
            return
        } else if known.first == 0 {
            users[resource].first = thread
        } else if known.second == 0 {
            users[resource].second = thread
        } else {
            users[resource] = Users(first: UInt32(sets.count), second: Users.isSet)
            sets.appendSparingly(UserSet([known.first, known.second, thread].sorted()))
        }
    }

    /// Whether the thread ever came to the resource. O(log users).
    package func contains(_ thread: ThreadID, of resource: ResourceID) -> Bool {
        guard thread != .runtime, users.indices.contains(Int(resource.number)) else { return false }
        let known = users[Int(resource.number)]
        if known.second == Users.isSet { return sets[Int(known.first)].contains(thread.number) }
        return known.first == thread.number || known.second == thread.number
    }

    /// How many threads came to the resource. O(threads / 64).
    package func count(of resource: ResourceID) -> Int {
        guard users.indices.contains(Int(resource.number)) else { return 0 }
        let known = users[Int(resource.number)]
        if known.second == Users.isSet { return sets[Int(known.first)].count }
        return [known.first, known.second].count { $0 != 0 }
    }
}
