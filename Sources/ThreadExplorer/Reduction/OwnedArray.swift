/// An array that has one owner, so that no reference is counted when it is read, and none asked for when it is written: for what a search
/// looks at many times in each step.
struct OwnedArray<Element: ~Copyable>: ~Copyable {
    private var elements: UnsafeMutablePointer<Element>
    private var capacity = 16
    private(set) var count = 0

    init() { elements = .allocate(capacity: capacity) }

    deinit {
        elements.deinitialize(count: count)
        elements.deallocate()
    }

    var isEmpty: Bool { count == 0 }
    var indices: Range<Int> { 0..<count }

    subscript(position: Int) -> Element {
        unsafeAddress {
            precondition(position >= 0 && position < count)
            return UnsafePointer(elements + position)
        }
        unsafeMutableAddress {
            precondition(position >= 0 && position < count)
            return elements + position
        }
    }

    mutating func append(_ element: consuming Element) {
        if count == capacity { grow() }
        (elements + count).initialize(to: element)
        count += 1
    }

    mutating func append(repeating element: Element, count more: Int) where Element: Copyable {
        while count + more > capacity { grow() }
        (elements + count).initialize(repeating: element, count: more)
        count += more
    }

    /// So many of its own elements, from a place on, come once more.
    mutating func appendCopies(from start: Int, count more: Int) where Element: Copyable {
        precondition(start >= 0 && more >= 0 && start + more <= count)
        while count + more > capacity { grow() }
        (elements + count).initialize(from: elements + start, count: more)
        count += more
    }

    mutating func removeLast() {
        precondition(count > 0)
        count -= 1
        (elements + count).deinitialize(count: 1)
    }

    /// All from a place on are gone.
    mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count)
        (elements + count).deinitialize(count: self.count - count)
        self.count = count
    }

    private mutating func grow() {
        capacity *= 2
        let wider = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        wider.moveInitialize(from: elements, count: count)
        elements.deallocate()
        elements = wider
    }
}
