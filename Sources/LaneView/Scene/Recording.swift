/// How far a recording of the screen has come.
package struct Recording: Hashable, Sendable {
    package var length: Duration
    /// What it takes so far.
    package var bytes: Int

    package init(length: Duration, bytes: Int) {
        self.length = length
        self.bytes = bytes
    }
}
