/// Sizes of files as people read them.
package enum ByteText {
    /// Two digits or three and a unit of a thousand: `0.4 KB`, `34 KB`, `340 KB`, `1.2 MB`. Rounded down; never shorter than
    /// five characters and, below 1000 GB, never longer than six.
    package static func of(_ bytes: Int) -> String {
        var value = max(bytes, 0)
        var unit = 1000
        var units = ["KB", "MB", "GB"][...]
        while value / unit >= 1000, units.count > 1 {
            unit *= 1000
            units.removeFirst()
        }
        value /= unit / 10
        return (value < 100 ? "\(value / 10).\(value % 10)" : "\(value / 10)") + " \(units.first ?? "")"
    }
}
