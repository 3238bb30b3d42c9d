"""What is public: releases, their pages, how they reach a site, and how they are taken away."""
