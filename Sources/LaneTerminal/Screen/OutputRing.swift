import Glibc

/// The last part of what was printed, and how much there was: a ring buffer.
///
/// Plain memory that is never moved: a signal handler reads it. Whoever changes it holds `OutputReader.hold`.
struct OutputRing {
    static let capacity = 256 * 1024

    private struct Counts {
        /// Bytes that have come, that have been given out, and that have been told to the screen.
        var total = 0
        var given = 0
        var told = 0
    }

    private let bytes = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
    private let counts = UnsafeMutablePointer<Counts>.allocate(capacity: 1)

    init() { counts.initialize(to: Counts()) }

    func deallocate() {
        bytes.deallocate()
        counts.deallocate()
    }

    /// Reads once from a descriptor that does not block. Async-signal-safe.
    ///
    /// - Returns: whether there was something.
    func fill(from descriptor: Int32) -> Bool {
        let start = counts.pointee.total % Self.capacity
        let count = read(descriptor, bytes + start, Self.capacity - start)
        guard count > 0 else { return false }
        counts.pointee.total += count
        return true
    }

    /// How much of what has not been given out is not there any more.
    var dropped: Int { max(counts.pointee.total - Self.capacity - counts.pointee.given, 0) }

    /// The next part to be given out, as far as it lies together. Nil when that is all. Async-signal-safe.
    func nextPart(limit: Int) -> UnsafeRawBufferPointer? {
        let start = max(counts.pointee.given, counts.pointee.total - Self.capacity)
        return part(from: start, limit: limit)
    }

    /// So much of the part has been given out.
    func give(_ count: Int) {
        counts.pointee.given = max(counts.pointee.given, counts.pointee.total - Self.capacity) + count
    }

    /// The rest counts as given out.
    func giveUp() { counts.pointee.given = counts.pointee.total }

    /// What has come since the last call, and how much of that is not there any more.
    func takeNews() -> (dropped: Int, bytes: [UInt8]) {
        var start = max(counts.pointee.told, counts.pointee.total - Self.capacity)
        let dropped = start - counts.pointee.told
        var news: [UInt8] = []
        while let part = part(from: start, limit: .max) {
            news += part
            start += part.count
        }
        counts.pointee.told = start
        return (dropped, news)
    }

    private func part(from start: Int, limit: Int) -> UnsafeRawBufferPointer? {
        guard start < counts.pointee.total else { return nil }
        let offset = start % Self.capacity
        let count = min(counts.pointee.total - start, Self.capacity - offset, limit)
        return UnsafeRawBufferPointer(start: bytes + offset, count: count)
    }
}
