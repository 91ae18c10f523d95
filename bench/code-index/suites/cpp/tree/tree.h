#ifndef TREE_H
#define TREE_H
namespace ds {
class Node {
public:
  Node(int k, Node *l = nullptr, Node *r = nullptr) : key(k), left(l), right(r) {}
  int key;
  Node *left, *right;
  int depth() const;
};
class Tree {
public:
  Tree() : root(nullptr) {}
  ~Tree() { destroy(root); }
  void insert(int k);
  int depth() const { return root ? root->depth() : 0; }
  template <class F> void walk(F f) { walk(root, f); }
private:
  template <class F> void walk(Node *n, F f) {
    if (!n) return;
    walk(n->left, f);
    f(n->key);
    walk(n->right, f);
  }
  Node *insert(Node *n, int k);
  static void destroy(Node *n);
  Node *root;
};
}
#endif
