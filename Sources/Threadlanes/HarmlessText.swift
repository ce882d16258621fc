import LaneCanvas

extension String {
    /// With whatever could act on a terminal shown escaped.
    var harmless: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { DisplayText.escaped(String($0)) }
            .joined(separator: "\n")
    }
}
