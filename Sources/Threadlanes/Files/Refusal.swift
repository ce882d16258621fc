/// Something that the user gave can not be used: what is wrong with it, and what would be right.
struct Refusal: Error {
    let sentence: String
    let help: String
}
