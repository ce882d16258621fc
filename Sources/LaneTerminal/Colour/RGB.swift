/// A colour to calculate with.
struct RGB {
    let red, green, blue: Int32

    /// xterm's palette. The first sixteen are the user's to change; these are what they usually mean.
    static let ansi: [RGB] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
        (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
        (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ].map { RGB(red: $0.0, green: $0.1, blue: $0.2) }

    static let cube: [Int32] = [0, 95, 135, 175, 215, 255]

    static func cubeStep(_ value: Int32) -> Int {
        value < 48 ? 0 : value < 115 ? 1 : Int((value - 35) / 40)
    }

    /// Squared, weighted as the eye weighs: Thiadmer Riemersma, "Colour metric" (CompuPhase, 1999).
    func distance(to other: RGB) -> Int32 {
        let mean = (red + other.red) / 2
        let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
        return (512 + mean) * red * red / 256 + 4 * green * green + (767 - mean) * blue * blue / 256
    }
}
