import ThreadModel
import ThreadTrace

/// What an operation touches, and as what: two operations of different threads conflict where they touch the same thing in ways whose
/// order matters.
///
/// Most touch one thing, the primitive that they are on, whose rules say what conflicts (`Primitive.conflicts`). Beyond that:
///
/// | operation | touches | and so conflicts with |
/// |---|---|---|
/// | `wait`, `notify` of a condition with a plain lock | the lock | its `acquire` and `release`, as anybody's holding counts |
/// | coming to wait for an event | the event | `set` and `clear`, as one that was set meanwhile lets the thread go |
/// | a step that somebody else tries, and so perhaps that | all events | the same |
/// | a future's end, its cancellation | its pool, whose worker is free | `submit`, which may start another worker |
/// | the same | all sets of futures | waits for such sets, and other ends: which one was first can be seen |
/// | the end of a pool's worker | the pool | waiting for its end |
/// | a thread's start and end | who is alive | looks at who is alive and at the time |
/// | the end of a sleep, a timeout | the clock | the same looks |
/// | reading and writing an item of something | that, as a whole | changes of it, and looks at it where the item is written |
/// | going once more round a loop that looks at things | those | whatever changes them |
/// | the end of a thread that is no daemon | the run, which it may end | whatever daemons do |
///
/// Everything else commutes: log lines, looks, operations on different things.
struct Footprint {
    struct Touch {
        let key: Int32
        let role: Role
    }

    enum Role: UInt8 {
        /// By the operation itself: the primitive's rules say.
        case request
        case looksAtLock
        case comesToWait
        /// Of a step that has not been taken, so that it is not known to what it comes.
        case mayComeToWait, changesEvent
        case freesWorker, endsWorker
        case settles, asksSet
        case isBornOrDies, looks
        case movesClock
        case mayEndRun, isDaemons
        case readsPart, changesPart
        /// Of who goes round a loop.
        case awaitsChange
    }

    /// Keys of what is no primitive.
    enum World {
        static let nothing: Int32 = -1
        static let alive: Int32 = -2
        static let clock: Int32 = -3
        static let futures: Int32 = -4
        static let end: Int32 = -5
        static let events: Int32 = -6
        static let count = 6
    }

    let own: Touch
    /// Seldom any.
    private(set) var others = Touches()

    /// - Parameter key: of the primitive that the operation is on.
    init(_ key: Int32) { own = Touch(key: key, role: .request) }

    mutating func add(_ role: Role, _ key: Int32) { others.append(Touch(key: key, role: role)) }
}

/// A few touches in place: moves are copied again and again, and references would be counted each time.
struct Touches: RandomAccessCollection {
    // No operation touches more than seven things besides its own.
    private var keys = (SIMD4<Int32>(), SIMD4<Int32>())
    private var roles = SIMD8<UInt8>()
    private(set) var endIndex = 0

    var startIndex: Int { 0 }

    subscript(position: Int) -> Footprint.Touch {
        Footprint.Touch(
            key: position < 4 ? keys.0[position] : keys.1[position - 4],
            role: Footprint.Role(rawValue: roles[position]) ?? .request)
    }

    mutating func append(_ touch: Footprint.Touch) {
        if endIndex < 4 { keys.0[endIndex] = touch.key } else { keys.1[endIndex - 4] = touch.key }
        roles[endIndex] = touch.role.rawValue
        endIndex += 1
    }
}

extension Footprint.Role {
    /// Whether the order of two touches of one thing, neither by an operation on it, matters.
    func conflicts(_ other: Self) -> Bool {
        switch (self, other) {
        case (.settles, .settles), (.settles, .asksSet), (.asksSet, .settles),
            (.isBornOrDies, .looks), (.looks, .isBornOrDies), (.movesClock, .looks), (.looks, .movesClock),
            (.mayEndRun, .isDaemons), (.isDaemons, .mayEndRun), (.mayComeToWait, .changesEvent),
            (.changesEvent, .mayComeToWait), (.awaitsChange, .changesPart), (.changesPart, .awaitsChange):
            true
        default: false
        }
    }

    /// The same of a touch and an operation on the thing.
    func conflicts(with operation: Operation) -> Bool {
        switch self {
        case .looksAtLock: operation == .acquire || operation == .release
        case .comesToWait: operation == .set || operation == .clear
        case .freesWorker: operation == .submit
        case .endsWorker: operation == .join
        case .readsPart: operation == .write
        case .changesPart: operation == .read || operation == .write
        case .awaitsChange: !operation.isLook
        default: false
        }
    }
}

extension Operation {
    /// Whether it only looks at the thing that it is on.
    var isLook: Bool { self == .read || self == .inspect }
}

/// An operation that a thread took, or stands at, in terms that are the same in every execution.
struct Move {
    let thread: Int
    let request: Request
    var footprint: Footprint
}
