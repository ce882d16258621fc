import CWatchRecords
import Glibc
import ThreadTrace

/// Operations on mutexes, conditions and so on.
extension WatchTranslation {
    mutating func operate(_ record: watch_record, by thread: ThreadID, at source: SourceID) {
        switch watch_kind(UInt32(record.kind)) {
        case WATCH_INIT: return define(record)
        case WATCH_DESTROY:
            guard let thing = things.removeValue(forKey: record.object), thing.sort == record.`class` else {
                return
            }
            return tell(.destroy, thread, thing.resource, at: source)
        default: break
        }
        if things[record.object].map({ $0.sort != record.`class` }) ?? true { define(record) }
        guard var thing = things[record.object] else { return }
        let resource = thing.resource
        let limit = UInt8(record.flags & 12)
        switch watch_kind(UInt32(record.kind)) {
        case WATCH_BLOCK:
            wait(thread, for: resource, isTimed: limit != 0, at: source)
        case WATCH_ACQUIRE: acquire(record, thing, by: thread, at: source)
        case WATCH_RELEASE: release(record, thing, by: thread, at: source)
        case WATCH_TIMEOUT: tell(.timeout, thread, resource, detail: limit, at: source)
        case WATCH_FAILED: fail(record, thread, resource, at: source)
        case WATCH_WAIT:
            tell(.wait, thread, resource, at: source)
            threads[Int(thread.number) - 1].condition = (resource, limit != 0)
        case WATCH_WAKE: tell(.wake, thread, resource, at: source)
        case WATCH_SIGNAL, WATCH_BROADCAST: tell(.notify, thread, resource, at: source)
        case WATCH_ARRIVE:
            thing.arrived += 1
            let isLast = thing.arrived == thing.capacity
            if isLast { thing.arrived = 0 }
            things[record.object] = thing
            threads[Int(thread.number) - 1].hasTripped = isLast
            tell(isLast ? .trip : .arrive, thread, resource, at: source)
            if !isLast { wait(thread, for: resource, isTimed: false, at: source) }
        case WATCH_PASS where !threads[Int(thread.number) - 1].hasTripped:
            tell(.pass, thread, resource, at: source)
        default: break
        }
    }

    private mutating func acquire(
        _ record: watch_record, _ thing: Thing, by thread: ThreadID, at source: SourceID
    ) {
        let limit = UInt8(record.flags & 12)
        guard record.flags & UInt8(WATCH_SHARED.rawValue) != 0 else {
            return tell(.acquire, thread, thing.resource, detail: limit, at: source)
        }
        tell(
            .acquire, thread, thing.resource, value: min(value(of: thing.resource), 0) - 1,
            detail: limit | Event.isForReading, at: source)
    }

    private mutating func release(
        _ record: watch_record, _ thing: Thing, by thread: ThreadID, at source: SourceID
    ) {
        if thing.sort == UInt8(WATCH_MUTEX.rawValue), !thing.servesAsSignal {
            let holder = value(of: thing.resource)
            if holder > 0, holder != Int32(clamping: thread.number) {
                things[record.object]?.servesAsSignal = true
            }
        }
        tell(.release, thread, thing.resource, at: source)
        let index = Int(thread.number) - 1
        guard let (condition, isTimed) = threads[index].condition else { return }
        threads[index].condition = nil
        wait(thread, for: condition, isTimed: isTimed, at: source)
    }

    // MARK: What there is

    /// Something new is at that address.
    private mutating func define(_ record: watch_record) {
        let sort = watch_class(UInt32(record.`class`))
        let kind: ResourceKind
        switch sort {
        case WATCH_MUTEX: kind = record.flags & UInt8(WATCH_RECURSIVE.rawValue) != 0 ? .rlock : .lock
        case WATCH_RWLOCK: kind = .rwlock
        case WATCH_CONDITION: kind = .condition
        case WATCH_SEMAPHORE: kind = .semaphore
        case WATCH_BARRIER: kind = .barrier
        default: return
        }
        let hasCapacity = kind == .semaphore || kind == .barrier
        let capacity = hasCapacity ? max(record.value, 0) : 0
        let name = name(of: record, kind)
        let resource = define(kind, name, capacity: capacity)
        things[record.object] = Thing(resource: resource, sort: record.`class`, capacity: capacity)
        thingNames[resource] = (name, record.object)
    }

    /// What the program calls it, where that is a variable of its own; otherwise its kind and a number.
    private mutating func name(of record: watch_record, _ kind: ResourceKind) -> String {
        let size = watch_class_size(Int32(record.`class`))
        if let name = image.variable(at: record.object, size: size) { return name }
        let word = kind == .lock || kind == .rlock ? "mutex" : kind.word
        return "\(word)-\(nextCount(of: word))"
    }

    static func reason(_ record: watch_record) -> String { String(cString: strerror(Int32(record.error))) }
}
