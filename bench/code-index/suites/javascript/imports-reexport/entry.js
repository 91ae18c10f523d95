export default function entry() {}
