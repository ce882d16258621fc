/// A sentence to the audience of a screencast.
package struct Caption: Hashable, Sendable {
    package let text: String
    /// The name of the thread whose lane it speaks of; nil: it stands under the lanes.
    package let lane: String?

    package init(_ text: String, lane: String? = nil) {
        self.text = text
        self.lane = lane
    }
}
