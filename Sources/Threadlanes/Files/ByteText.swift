/// Sizes of files as people read them, in powers of 1000.
enum ByteText {
    /// `340 B`, `34 KB`, `1.2 MB`.
    static func short(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) B"
        case ..<1_000_000: "\(bytes / 1000) KB"
        default: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
        }
    }
}
