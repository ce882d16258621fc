import ThreadTrace

/// Something that threads operate on, as the runtime sees it: who has come to it and can not go on yet.
/// All of it but the identity is guarded by the run's monitor.
final class Resource {
    let id: ResourceID
    let kind: ResourceKind
    let name: String
    /// The operations on it that have not taken effect, in order of arrival.
    var pending: [PendingOperation] = []
    /// Who would have to act for the waiting ones to go on, where that is one thread.
    var owner: ThreadContext?
    /// The threads that work for it, of a pool.
    var members: [ThreadContext] = []
    var value: Int32 = 0
    var valueIsName = false

    init(id: ResourceID, kind: ResourceKind, name: String) {
        self.id = id
        self.kind = kind
        self.name = name
    }
}
